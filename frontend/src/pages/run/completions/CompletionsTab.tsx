import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useCompletions } from "../../../api/runDetail";
import type { Completion, Run } from "../../../api/types";
import { EmptyState } from "../../../components/EmptyState";
import { ErrorState } from "../../../components/ErrorState";
import { SearchIcon } from "../../../components/icons";
import { counted, formatCount } from "../../../components/numbers";
import { names } from "../../../components/objectives";
import { Segmented } from "../../../components/Segmented";
import { OptionPicker } from "../../../figures/OptionPicker";
import { useOption } from "../../../figures/useOption";
import { CompletionCard } from "./CompletionCard";
import classes from "./CompletionsTab.module.css";
import { ordered, ORDERS } from "./order";
import { StepPicker } from "./StepPicker";

const SPLITS = ["validation", "test"] as const;

/** The policy's completions at an evaluation, and the reward of each objective for them. */
export function CompletionsTab({ run }: { run: Run }) {
  const [parameters, setParameters] = useSearchParams();
  const [split, setSplit] = useOption("split", SPLITS);
  const [order, setOrder] = useOption("order", ORDERS);
  const [search, setSearch] = useState("");
  const chosen = parameters.has("step") ? Number(parameters.get("step")) : null;
  const query = useCompletions(run.id, chosen, split);
  const first = query.data?.pages[0];
  const all = query.data?.pages.flatMap((page) => page.completions) ?? [];
  const shown = ordered(all, order, first?.step ?? 0).filter((completion) => mentions(completion, search));
  const goTo = (step: number | null) => {
    setParameters(
      (old) => {
        const next = new URLSearchParams(old);
        if (step === null) next.delete("step");
        else next.set("step", String(step));
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  };
  return (
    <>
      <div className={classes.bar}>
        <StepPicker
          steps={first?.steps ?? []}
          step={chosen ?? first?.step ?? null}
          followsLast={chosen === null}
          onChange={goTo}
        />
        <Segmented
          label="Split"
          options={SPLITS.map((value) => ({ value, label: value }))}
          value={split}
          onChange={setSplit}
        />
        <OptionPicker label="Order" options={ORDERS} value={order} onChange={setOrder} />
        <TextInput
          className={classes.search ?? ""}
          aria-label="Search in prompts and completions"
          placeholder="Search in prompts and completions"
          leftSection={<SearchIcon />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <span className={classes.count}>
          {shown.length === all.length
            ? counted(all.length, "completion")
            : `${formatCount(shown.length)} of ${counted(all.length, "completion")}`}
        </span>
      </div>
      {query.error && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && all.length === 0 && <NoCompletions split={split} />}
      <ul className={classes.list}>
        {shown.map((completion, index) => (
          <CompletionCard key={index} completion={completion} names={names(run.objectives)} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
          Show more
        </Button>
      )}
    </>
  );
}

function mentions({ prompt, completion, ground_truth }: Completion, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return wanted === "" || [prompt, completion, ground_truth ?? ""].some((text) => text.toLowerCase().includes(wanted));
}

function NoCompletions({ split }: { split: string }) {
  return (
    <div className={classes.panel}>
      <EmptyState title="No completions here">
        {split === "test"
          ? "The test split is evaluated before the first step and after the last; its completions appear here then."
          : "The completions of each evaluation appear here. The first are those of the untrained policy."}
      </EmptyState>
    </div>
  );
}
