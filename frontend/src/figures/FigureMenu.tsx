import { ActionIcon, Menu } from "@mantine/core";
import { useState } from "react";
import { copyText } from "../components/copyText";
import { MoreIcon } from "../components/icons";
import { asPython, saveCsv, saveHtml, saveImage } from "./exports";
import type { FigureData } from "./figureData";
import type { PlotElement } from "./plotly";
import { figureAddress, type FigureSource } from "./useFigure";

interface Props {
  source: FigureSource;
  figure: FigureData | null;
  element: PlotElement | null;
  onExpand: () => void;
}

/** The menu in the corner of every figure. */
export function FigureMenu({ source, figure, element, onExpand }: Props) {
  const [said, setSaid] = useState<string | null>(null);
  const copy = async () =>
    setSaid(
      (await copyText(asPython(new URL(figureAddress(source, "light"), window.location.origin))))
        ? "Copied"
        : "The browser does not allow copying",
    );
  const attempt = (action: Promise<void>) => void action.catch((error: unknown) => setSaid(String(error)));
  const drawn = figure !== null && element !== null;
  return (
    <Menu position="bottom-end" onOpen={() => setSaid(null)}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label="Figure menu">
          <MoreIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={!drawn} onClick={onExpand}>
          Expand
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item disabled={!drawn} onClick={() => element && attempt(saveImage(element, "png"))}>
          Save as PNG
        </Menu.Item>
        <Menu.Item disabled={!drawn} onClick={() => element && attempt(saveImage(element, "svg"))}>
          Save as SVG
        </Menu.Item>
        <Menu.Item disabled={!drawn} onClick={() => figure && saveCsv(figure, source.name)}>
          Save as CSV
        </Menu.Item>
        <Menu.Item disabled={!drawn} onClick={() => figure && attempt(saveHtml(figure, source.name))}>
          Save as HTML
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item closeMenuOnClick={false} onClick={() => void copy()}>
          {said ?? "Copy as Python"}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
