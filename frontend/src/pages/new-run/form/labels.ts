/** Words that a label spells differently from the name of a setting. */
const SPELLED: Record<string, string> = { lora: "LoRA", kl: "KL", gib: "GiB", gpu: "GPU", gpus: "GPUs" };

/** "max_grad_norm" as a person reads it: "Max grad norm"; "kl_limit_nats": "KL limit nats". */
export function labelOf(key: string): string {
  const words = key
    .split("_")
    .map((word) => SPELLED[word] ?? word)
    .join(" ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What an empty field shows: the default, or that it is left out. */
export function placeholderOf(value: unknown): string {
  if (value === undefined) return "";
  if (value === null || value === "") return "left out";
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}
