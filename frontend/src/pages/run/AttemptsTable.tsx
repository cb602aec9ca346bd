import { useAttempts } from "../../api/runDetail";
import type { Run } from "../../api/types";
import { Card } from "../../components/Card";
import { Chip } from "../../components/Chip";
import table from "../../components/DataTable.module.css";
import { MiddleCut } from "../../components/MiddleCut";
import { QueryError } from "../../components/QueryError";
import classes from "./AttemptsTable.module.css";
import { attemptColumns, unknownSentence } from "./attemptRows";

/** What produced the results of each attempt: code, libraries, machine and data. */
export function AttemptsTable({ run }: { run: Run }) {
  const query = useAttempts(run.id);
  const recorded = query.data?.attempts ?? [];
  return (
    <Card title="What produced the results" subtitle="code, libraries, machine and data">
      <QueryError query={query} />
      {query.data && recorded.length === 0 && <p className={classes.unknown}>{unknownSentence(run)}</p>}
      {recorded.length > 0 && <Columns {...attemptColumns(run, recorded)} />}
    </Card>
  );
}

function Columns({ attempts, rows }: ReturnType<typeof attemptColumns>) {
  return (
    <div className={table.frame}>
      <table className={`${table.table ?? ""} ${classes.table ?? ""}`}>
        <thead>
          <tr>
            <th />
            {attempts.map((number) => (
              <th key={number}>attempt {number}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, values, differs }) => (
            <tr key={label}>
              <th scope="row">
                {label} {differs && <Chip title="Not all attempts agree in this.">differs</Chip>}
              </th>
              {values.map((value, place) => (
                <td key={place} className={differs ? classes.differs : undefined}>
                  {value === null ? <span className={classes.unknown}>not recorded</span> : <MiddleCut text={value} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
