import { UnstyledButton } from "@mantine/core";
import { useState } from "react";
import classes from "./CopyPath.module.css";
import { copyText } from "./copyText";

/** A path that is copied on click. */
export function CopyPath({ path }: { path: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <UnstyledButton
      className={classes.path}
      title={copied ? "Copied" : "Copy the path"}
      onClick={() => void copyText(path).then(setCopied)}
      onMouseLeave={() => setCopied(false)}
    >
      <code>{path}</code>
      <span aria-live="polite">{copied && "copied"}</span>
    </UnstyledButton>
  );
}
