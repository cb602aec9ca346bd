import { Chip } from "../../components/Chip";
import type { Caution } from "./preliminary";

/** Warnings beside the title of a table. */
export function Cautions({ of }: { of: readonly Caution[] }) {
  return of.map(({ text, title }) => (
    <Chip key={text} tone="warning" title={title}>
      {text}
    </Chip>
  ));
}
