import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { JobLine } from "../explore/job-line.tsx";
import { createJob } from "../explore/lab-job.ts";
import { usePage } from "../explore/page.ts";
import { type Cell, type Row, SearchTable } from "../explore/search-table.tsx";
import { askLab } from "../lab/ask-lab.ts";
import type { CascadeAnswer } from "../lab/cascade-task.ts";

/** Runs that are gone through here: each takes as many repetitions as it has decisions to take away. */
const RUNS = 3;

const word = (text: string): Cell => ({ text });

/** Who decided because of whom: worked out when it is asked for, as it takes a hundred runs for each run. */
export function Cascades({
  focus,
  name,
}: {
  readonly focus: string;
  readonly name: string;
}): JSX.Element {
  const page = usePage();
  const { store, view } = page;
  const job = useMemo(() => createJob<CascadeAnswer>(), []);
  useEffect(() => () => job.clear(), []);
  const state = job.state.value;
  const begin = (): void => {
    const scenario = store.scenario.peek();
    job.begin((options) => askLab(page, "cascade", { scenario, runs: RUNS }, options));
  };
  const { answer } = state;
  const names = new Map(answer?.result.countries.map((one) => [one.country, one.name]));
  const opener = (country: string): Cell => ({
    text: names.get(country) ?? country,
    open: () => {
      view.country.value = country;
    },
  });
  const runs = answer?.result.runs ?? 0;
  const pivotal = (answer?.result.countries ?? [])
    .filter(({ adopts, bans }) => adopts + bans > 0)
    .map(({ country, adopts, size, largest, bans, banSize }): Row => {
      return {
        key: country,
        cells: [
          opener(country),
          { text: `${adopts} of ${runs}`, order: adopts },
          { text: size.mean.toFixed(1), order: size.mean },
          { text: String(largest), order: largest },
          {
            text: bans === 0 ? "–" : banSize.mean.toFixed(1),
            order: bans === 0 ? Number.NaN : banSize.mean,
          },
        ],
      };
    });
  const led = (answer?.result.influences ?? []).filter(
    ({ source, target }) => source === focus || target === focus,
  );
  return (
    <section>
      <h3>Cascades: who decided because of whom</h3>
      <p class="aside">
        Each run is repeated without the contracts, and without each ban, of one country after the
        other; what others then decide otherwise hangs on it. That takes some hundred repetitions of
        each of the first {RUNS} runs. For more:{" "}
        <code>panoptes cascade {store.choice.value.base} -n 20</code>
      </p>
      {state.status === "idle" ? (
        <p>
          <button type="button" class="main" onClick={begin}>
            Work out cascades
          </button>
        </p>
      ) : (
        <JobLine
          state={state}
          unit="parts"
          done={`${runs} runs gone through, ${answer?.result.sources ?? 0} decisions taken away one by one.`}
          onStop={() => job.stop()}
          onAgain={begin}
        />
      )}
      {answer !== null && (
        <>
          <SearchTable
            caption={`Countries on which most hangs: how many others would have decided otherwise, mean over ${runs} runs and most in one.`}
            columns={[
              { heading: "Country" },
              { heading: "Has contracts", numeric: true },
              { heading: "Others that hang on them", numeric: true },
              { heading: "Most", numeric: true },
              { heading: "On its bans", numeric: true },
            ]}
            rows={pivotal}
            most={12}
          />
          {led.length === 0 ? (
            <p>
              In these runs no decision of {name} hangs on another country, nor the other way round.
            </p>
          ) : (
            <SearchTable
              caption={`Decisions that ${name} led, or was led to.`}
              columns={[
                { heading: "Because of" },
                { heading: "Its" },
                { heading: "Decided otherwise" },
                { heading: "Decision" },
                { heading: "Runs", numeric: true },
              ]}
              rows={led.map((one): Row => {
                return {
                  key: [
                    one.source,
                    one.because,
                    one.sourceSupplier,
                    one.target,
                    one.decision,
                    one.supplier,
                  ].join(" "),
                  cells: [
                    opener(one.source),
                    word(one.because === "ban" ? `ban of ${one.sourceSupplier}` : "contracts"),
                    opener(one.target),
                    word(one.decision === "ban" ? `ban of ${one.supplier}` : "contract"),
                    { text: `${one.runs} of ${runs}`, order: one.runs },
                  ],
                };
              })}
              most={12}
            />
          )}
        </>
      )}
    </section>
  );
}
