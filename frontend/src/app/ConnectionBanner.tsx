import { lastHeard, useConnection } from "../api/connection";
import classes from "./ConnectionBanner.module.css";

/** Says that the server is lost and since when; disappears when it is back. */
export function ConnectionBanner() {
  if (useConnection() !== "unreachable") return null;
  const since = new Date(lastHeard()).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return (
    <div className={classes.banner} role="status">
      <strong>Not connected since {since}.</strong> Showing what was last received.
    </div>
  );
}
