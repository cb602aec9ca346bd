import type { ReactNode } from "react";
import { Link } from "react-router";
import { NameEditor } from "./NameEditor";
import classes from "./PageHeader.module.css";
import { Progress } from "./Progress";

interface Props {
  /** The list that the page belongs to. */
  list: { label: string; to: string };
  noun: string;
  name: string;
  /** Why the last change of the name failed. */
  error: Error | null;
  onRename: (name: string, done: () => void) => void;
  /** What stands between name and status. */
  chips?: ReactNode;
  status: ReactNode;
  progress: { done: number; total: number; label?: string; words: string };
  actions: ReactNode;
  /** What stands below, over the whole width. */
  children?: ReactNode;
}

/** The top of the page of a run or a sweep: its name, which can be changed, its status, progress and actions. */
export function PageHeader({ list, noun, name, error, onRename, chips, status, progress, actions, children }: Props) {
  const { done, total, label, words } = progress;
  return (
    <header className={classes.header}>
      <nav aria-label="Breadcrumb" className={classes.crumb}>
        <Link to={list.to}>{list.label}</Link> /
      </nav>
      <NameEditor name={name} label={`Name of the ${noun}`} error={error} onSave={onRename} />
      {chips}
      {status}
      <div className={classes.progress}>
        <Progress step={done} total={total} width={160} {...(label !== undefined && { label })} />
        <span>{words}</span>
      </div>
      <div className={classes.actions}>{actions}</div>
      {children && <div className={classes.below}>{children}</div>}
    </header>
  );
}
