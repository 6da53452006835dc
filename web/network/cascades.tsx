import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { JobLine } from "../explore/job-line.tsx";
import { createJob } from "../explore/lab-job.ts";
import { usePage } from "../explore/page.ts";
import { type Cell, type Row, SearchTable } from "../explore/search-table.tsx";
import { askLab } from "../lab/ask-lab.ts";
import type { CascadeAnswer } from "../lab/cascade-task.ts";
import { words } from "../strings/words.ts";

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
          { text: words.shared.of(adopts, runs), order: adopts },
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
      <h3>{words.network.cascades}</h3>
      <p class="aside">
        {words.network.repeats(RUNS)}
        <code>panoptes cascade {store.choice.value.base} -n 20</code>
      </p>
      {state.status === "idle" ? (
        <p>
          <button type="button" class="main" onClick={begin}>
            {words.network.workOut}
          </button>
        </p>
      ) : (
        <JobLine
          state={state}
          unit={words.network.partsUnit}
          done={words.network.gone(runs, answer?.result.sources ?? 0)}
          onStop={() => job.stop()}
          onAgain={begin}
        />
      )}
      {answer !== null && (
        <>
          <SearchTable
            caption={words.network.pivotal(runs)}
            columns={[
              { heading: words.shared.country },
              { heading: words.network.hasContracts, numeric: true },
              { heading: words.network.others, numeric: true },
              { heading: words.network.most, numeric: true },
              { heading: words.network.onBans, numeric: true },
            ]}
            rows={pivotal}
            most={12}
          />
          {led.length === 0 ? (
            <p>{words.network.noDecision(name)}</p>
          ) : (
            <SearchTable
              caption={words.network.led(name)}
              columns={[
                { heading: words.network.because },
                { heading: words.network.its },
                { heading: words.network.otherwise },
                { heading: words.network.decision },
                { heading: words.shared.runs, numeric: true },
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
                    word(
                      one.because === "ban"
                        ? words.network.banOf(one.sourceSupplier ?? "")
                        : words.network.contracts,
                    ),
                    opener(one.target),
                    word(
                      one.decision === "ban"
                        ? words.network.banOf(one.supplier ?? "")
                        : words.network.contract,
                    ),
                    { text: words.shared.of(one.runs, runs), order: one.runs },
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
