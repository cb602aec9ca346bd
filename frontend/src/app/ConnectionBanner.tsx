import { useConnection } from "../api/connection";
import classes from "./ConnectionBanner.module.css";

/** Says that the server is away; goes by itself when it is back. */
export function ConnectionBanner() {
  if (useConnection() !== "unreachable") return null;
  return (
    <div className={classes.banner} role="status">
      <strong>The server is not reachable.</strong> Trying again until it is; runs go on training meanwhile, and what
      they report arrives afterwards.
    </div>
  );
}
