import type { Group, Groups } from "../../api/types";
import { Card } from "../../components/Card";
import table from "../../components/DataTable.module.css";
import { formatInterval, formatNumber, MISSING } from "../../components/numbers";
import { reachedOf, savedWords } from "./stepsWords";
import { measureText } from "./tableExports";

interface Props {
  groups: Groups;
  nameOf: (group: Group) => string;
}

/** How many steps each group saves against the baseline, and how likely it is better. */
export function StepsSaved({ groups, nameOf }: Props) {
  const baseline = groups.groups.find(({ id }) => id === groups.baseline);
  const others = groups.groups.filter(({ id }) => id !== groups.baseline);
  if (!baseline || others.length === 0 || Object.keys(groups.target).length === 0) return null;
  return (
    <Card
      title={`Steps saved against ${nameOf(baseline)}`}
      subtitle={[
        `until a run’s front reaches the mean final point of ${nameOf(baseline)}`,
        "paired differences with 95 % intervals",
        "runs that never reach it are counted, not averaged",
      ].join("; ")}
    >
      <div className={table.frame}>
        <table className={table.table}>
          <thead>
            <tr>
              <th>group</th>
              <th className={table.number}>reached</th>
              <th className={table.number}>steps to it</th>
              <th className={table.number}>steps saved</th>
              <th className={table.number} title="Mean step of the points on each run’s front.">
                mean front step
              </th>
              <th className={table.number}>front steps saved</th>
              <th className={table.number}>probability of improvement, hypervolume</th>
            </tr>
          </thead>
          <tbody>
            {[baseline, ...others].map((group) => (
              <Row key={group.id} group={group} name={nameOf(group)} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Row({ group, name }: { group: Group; name: string }) {
  const { steps_to_target: steps, mean_front_step: front, hypervolume } = group;
  const chance = hypervolume.improvement;
  return (
    <tr>
      <td>{name}</td>
      <td className={table.number}>{reachedOf(steps)}</td>
      <td className={table.number}>{measureText(steps)}</td>
      <td className={table.number}>{savedWords(steps)}</td>
      <td className={table.number}>{measureText(front)}</td>
      <td className={table.number}>{savedWords(front)}</td>
      <td className={table.number}>
        {typeof chance?.probability === "number"
          ? `${formatNumber(chance.probability)} ${formatInterval(chance.probability, chance.interval)}`
          : MISSING}
      </td>
    </tr>
  );
}
