import { useConnection } from "../api/connection";
import classes from "./ConnectionBanner.module.css";

/** Says that the server is unreachable; disappears when it is back. */
export function ConnectionBanner() {
  if (useConnection() !== "unreachable") return null;
  return (
    <div className={classes.banner} role="status">
      <strong>The server is not reachable.</strong> The page keeps trying. Meanwhile runs keep training, and their
      records arrive later.
    </div>
  );
}
