import { expect, it } from "vitest";
import { labelOf, placeholderOf } from "./labels";

it("writes a setting's name as a person does", () => {
  expect(["max_grad_norm", "lora", "kl_limit_nats", "points_gib", "gpu_memory_utilization"].map(labelOf)).toEqual([
    "Max grad norm",
    "LoRA",
    "KL limit nats",
    "Points GiB",
    "GPU memory utilization",
  ]);
});

it("shows what an empty field means", () => {
  expect([undefined, null, 3, [1, 2], false].map(placeholderOf)).toEqual(["", "left out", "3", "1, 2", "false"]);
});
