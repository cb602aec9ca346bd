import { useMutationState } from "@tanstack/react-query";

/** Names the deletion of a sweep, so that the rest of the page knows of it. */
export function deletionKey(id: string): string[] {
  return ["delete-sweep", id];
}

/** Whether a sweep is being deleted, or has been. Nothing may be asked about it then, as it would not be found. */
export function useIsDeleted(id: string | undefined): boolean {
  return useDeletions(id, ["pending", "success"]) > 0;
}

/** Whether the page has deleted a sweep. */
export function useWasDeleted(id: string): boolean {
  return useDeletions(id, ["success"]) > 0;
}

function useDeletions(id: string | undefined, statuses: readonly string[]): number {
  const states = useMutationState({
    filters: { mutationKey: deletionKey(id ?? ""), predicate: ({ state }) => statuses.includes(state.status) },
    select: ({ state }) => state.status,
  });
  return id === undefined ? 0 : states.length;
}
