/** Calls at once, and then at most once per `seconds`. The last call is never lost. */
export function throttled(seconds: number, action: () => void): { call: () => void; cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  const open = () => {
    timer = undefined;
    if (again) call();
  };
  function call(): void {
    again = timer !== undefined;
    if (again) return;
    action();
    timer = setTimeout(open, seconds * 1000);
  }
  return { call, cancel: () => clearTimeout(timer) };
}
