import { Link } from "react-router";
import classes from "./TabBar.module.css";

export interface TabItem {
  name: string;
  label: string;
  to: string;
}

/** The views of a page, one of which is open. */
export function TabBar({ label, items, current }: { label: string; items: readonly TabItem[]; current: string }) {
  return (
    <nav className={classes.tabs} aria-label={label}>
      {items.map((item) => (
        <Link
          data-text={item.label}
          key={item.name}
          to={item.to}
          className={classes.tab}
          aria-current={item.name === current ? "page" : undefined}
          preventScrollReset
        >
          {item.label}
        </Link>
      ))}
    </nav>
  );
}
