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
  /** Whether this is what the server says of exactly the config given. */
  current: boolean;
}

const UNKNOWN: Validation = { errors: [], filled: null, current: false };

/** What the server says of a config, asked again whenever typing pauses. */
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
