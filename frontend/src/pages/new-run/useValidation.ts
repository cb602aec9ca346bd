import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { answered, api } from "../../api/api";
import { Problem } from "../../api/problem";
import type { Config, FieldError } from "../../api/types";

const PAUSE_MILLISECONDS = 200;

export interface Validation {
  errors: readonly FieldError[];
  /** The config with its defaults, where it is valid. */
  filled: Config | null;
  /** Whether this is the answer for exactly the given config. */
  current: boolean;
}

const UNKNOWN: Validation = { errors: [], filled: null, current: false };

/** The server's verdict on a config, asked for again whenever typing pauses. */
export function useValidation(config: Config, enabled: boolean): Validation {
  const [settled] = useDebouncedValue(config, PAUSE_MILLISECONDS);
  const asked = JSON.stringify(settled);
  const query = useQuery({
    queryKey: ["validation", asked],
    queryFn: ({ signal }) => validate(settled, signal),
    placeholderData: (previous) => previous,
    enabled,
    gcTime: 10_000,
  });
  const isCurrent = query.isSuccess && !query.isPlaceholderData && asked === JSON.stringify(config);
  return { ...UNKNOWN, ...query.data, current: isCurrent };
}

async function validate(config: Config, signal: AbortSignal): Promise<Omit<Validation, "current">> {
  try {
    const checked = await answered(api.POST("/api/run-configs/validate", { body: { config }, signal }));
    return { errors: [], filled: checked.config };
  } catch (error) {
    if (error instanceof Problem && error.status === 422) return { errors: error.errors, filled: null };
    throw error;
  }
}
