import { useEffect, useState } from "react";
import { connection, lastHeard } from "../api/connection";
import { byServerClock } from "../api/serverClock";

/** The time by the server's clock in milliseconds, updated every `seconds`. It stops while the server is lost. */
export function useNow(seconds: number): number {
  const [now, setNow] = useState(knownNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(knownNow), seconds * 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  return now;
}

/** The last moment of which the page knows anything. */
function knownNow(): number {
  return byServerClock(connection() === "unreachable" ? lastHeard() : Date.now());
}
