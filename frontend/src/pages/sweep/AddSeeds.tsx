import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { useExtendSweep } from "../../api/sweeps";
import type { Sweep } from "../../api/types";
import classes from "../../components/Dialog.module.css";
import { ErrorState } from "../../components/ErrorState";
import { counted } from "../../components/numbers";
import { nextSeeds, seedsOf } from "./seeds";

const OFFERED = 2;

/** Adds seeds to every cell of a sweep. */
export function AddSeeds({ sweep, onClose }: { sweep: Sweep; onClose: () => void }) {
  const extend = useExtendSweep(sweep.id);
  const [text, setText] = useState(() => nextSeeds(sweep.seeds, OFFERED).join(", "));
  const seeds = seedsOf(text);
  const known = seeds?.filter((seed) => sweep.seeds.includes(seed)) ?? [];
  const wrong =
    seeds === null
      ? "Give whole numbers from 0 on, each once, such as 3, 4."
      : known.length > 0
        ? `The sweep already has ${known.length === 1 ? "seed" : "seeds"} ${known.join(", ")}. Give others.`
        : null;
  const runs = sweep.total_cells * (seeds?.length ?? 0);
  return (
    <Modal opened onClose={onClose} title="Add seeds">
      <form
        className={classes.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (seeds && wrong === null) extend.mutate({ seeds, draws: 0 }, { onSuccess: onClose });
        }}
      >
        <p>
          Each of the {counted(sweep.total_cells, "cell")} gets one run per seed. It has seeds {sweep.seeds.join(", ")}.
        </p>
        <TextInput
          label="New seeds"
          value={text}
          error={text.trim() === "" ? undefined : wrong}
          onChange={(event) => setText(event.currentTarget.value)}
          data-autofocus
        />
        {extend.error && <ErrorState error={extend.error} />}
        <div className={classes.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" disabled={wrong !== null} loading={extend.isPending}>
            {wrong === null ? `Add ${counted(runs, "run")}` : "Add runs"}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
