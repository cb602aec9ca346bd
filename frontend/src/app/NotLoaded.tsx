import { Button } from "@mantine/core";
import { useEffect } from "react";
import { useConnection } from "../api/connection";
import { askServer } from "../api/watchServer";
import { EmptyState } from "../components/EmptyState";

const RELOADED_AT = "paretoscope-reloaded-at";
/** A page that does not arrive from a server that answers is not tried by itself more often than this. */
const PAUSE_SECONDS = 60;

/**
 * In place of a page whose code did not arrive. It tries again by itself when the server is back.
 *
 * Only a new document loads the code anew: a browser may keep a failed module, and a newer server has other files.
 */
export function NotLoaded() {
  const connected = useConnection() !== "unreachable";
  useEffect(() => {
    void askServer().then((there) => there && !triedLately() && reload());
  }, [connected]);
  return (
    <EmptyState
      title="This page could not be loaded"
      action={<Button onClick={() => void askServer().then((there) => there && reload())}>Try again</Button>}
    >
      Its code did not arrive from the server. The page tries again by itself when the server is back.
    </EmptyState>
  );
}

function triedLately(): boolean {
  return Date.now() - Number(sessionStorage.getItem(RELOADED_AT) ?? 0) < PAUSE_SECONDS * 1000;
}

function reload(): void {
  sessionStorage.setItem(RELOADED_AT, String(Date.now()));
  window.location.reload();
}
