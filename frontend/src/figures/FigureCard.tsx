import { Modal, Skeleton } from "@mantine/core";
import { useDisclosure, useIntersection } from "@mantine/hooks";
import { useState, type ReactNode } from "react";
import { Card } from "../components/Card";
import { ErrorState } from "../components/ErrorState";
import classes from "./FigureCard.module.css";
import type { Emphasis } from "./emphasis";
import { FigureFoot } from "./FigureFoot";
import { FigureMenu } from "./FigureMenu";
import { Plot, type LiveSource } from "./Plot";
import type { PlotElement } from "./plotly";
import { useFigure, type FigureSource } from "./useFigure";

interface Props {
  source: FigureSource;
  /** Shown in the header until the figure has arrived with its own title. */
  title: string;
  height: number;
  controls?: ReactNode;
  live?: LiveSource | undefined;
  onPoint?: (runId: string, step: number) => void;
  emphasis?: Emphasis | undefined;
  className?: string | undefined;
  /** Shown under the plot. */
  children?: ReactNode;
}

/** A card around one figure of the server: title, controls, menu, plot and note. */
export function FigureCard({ source, title, height, controls, live, onPoint, emphasis, className, children }: Props) {
  const { ref, entry } = useIntersection({ rootMargin: "200px" });
  const [element, setElement] = useState<PlotElement | null>(null);
  const [expanded, expand] = useDisclosure(false);
  const figure = useFigure(source, entry?.isIntersecting ?? false);
  const meta = figure.data?.layout.meta ?? {};
  const shown = {
    view: `${source.name} ${JSON.stringify([source.options, source.by, source.axes])}`,
    label: [meta.title, meta.subtitle].filter(Boolean).join(": "),
    live,
    onPoint,
    emphasis,
  };
  return (
    <div ref={ref} className={className}>
      <Card
        className={classes.card}
        title={meta.title ?? title}
        subtitle={meta.subtitle ?? "\u00a0"}
        controls={controls}
        corner={<FigureMenu source={source} figure={figure.data ?? null} element={element} onExpand={expand.open} />}
      >
        {figure.error && !figure.data ? (
          <ErrorState error={figure.error} onRetry={() => void figure.refetch()} />
        ) : (
          <div className={classes.plot} style={{ minHeight: `max(${height}px, var(--least-plot))` }}>
            {figure.data ? (
              <Plot figure={figure.data} onElement={setElement} {...shown} />
            ) : (
              <Skeleton h="100%" animate={false} />
            )}
          </div>
        )}
        <FigureFoot meta={meta} />
        {children}
        {figure.data && (
          <Modal opened={expanded} onClose={expand.close} size="min(1400px, 94vw)" title={meta.title ?? title}>
            <p className={classes.subtitle}>{meta.subtitle}</p>
            <div className={classes.expanded}>
              <Plot figure={figure.data} {...shown} />
            </div>
            <FigureFoot meta={meta} />
          </Modal>
        )}
      </Card>
    </div>
  );
}
