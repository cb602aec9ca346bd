import { useEffect, useState, type RefObject } from "react";

/** How many rows are drawn beyond the edges of the screen, and by how many the window moves at a time. */
const MARGIN = 20;

/** Returns which rows are near the screen, so that only those are drawn. All rows have one height. */
export function useRowWindow(
  count: number,
  rowHeight: number,
  body: RefObject<HTMLElement | null>,
): { from: number; to: number } {
  const [first, setFirst] = useState(0);
  useEffect(() => {
    const follow = () => {
      const above = -(body.current?.getBoundingClientRect().top ?? 0) / rowHeight;
      setFirst(Math.max(0, MARGIN * Math.floor(above / MARGIN)));
    };
    follow();
    window.addEventListener("scroll", follow, { passive: true });
    window.addEventListener("resize", follow);
    return () => {
      window.removeEventListener("scroll", follow);
      window.removeEventListener("resize", follow);
    };
  }, [body, rowHeight]);
  const onScreen = Math.ceil(window.innerHeight / rowHeight);
  const from = Math.min(Math.max(0, first - MARGIN), Math.max(0, count - onScreen));
  return { from, to: Math.min(count, first + onScreen + 2 * MARGIN) };
}
