// The parts of the screen as tabs.
import { Tabs } from "@mantine/core";
import type { ReactNode } from "react";
import type { SimulatorPart } from "../../router/router.ts";
import classes from "./part-tabs.module.css";

/** One tab. */
export interface Part {
  readonly id: SimulatorPart;
  readonly label: string;
  /** What there is of it, e.g. "1" and "to retry"; where room is scarce the words are only read aloud. */
  readonly remark?: { readonly count: string; readonly words: string };
  readonly content: ReactNode;
  /** Its content scrolls by itself. */
  readonly fills?: true;
}

interface PartTabsProps {
  readonly parts: readonly Part[];
  readonly shown: SimulatorPart;
  readonly onShow: (part: SimulatorPart) => void;
}

/** One tab stop; arrows choose. A part that is not there (any more) shows the first one. */
export function PartTabs({ parts, shown, onShow }: PartTabsProps) {
  const value = parts.some(({ id }) => id === shown) ? shown : (parts[0]?.id ?? shown);
  return (
    <Tabs
      value={value}
      onChange={(next) => {
        const part = parts.find(({ id }) => id === next);
        if (part !== undefined) onShow(part.id);
      }}
      keepMounted={false}
      data-region="Parts of the simulator"
      data-ring="above"
      classNames={{
        root: classes.tabs ?? "",
        list: classes.list ?? "",
        tab: classes.tab ?? "",
        panel: classes.panel ?? "",
      }}
    >
      <Tabs.List aria-label="Parts of the simulator">
        {parts.map(({ id, label, remark }) => (
          <Tabs.Tab key={id} value={id}>
            {label}
            {remark !== undefined && (
              <span className={classes.remark}>
                {" "}
                {remark.count}
                <span className={classes.words}> {remark.words}</span>
              </span>
            )}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {parts.map(({ id, content, fills }) => (
        <Tabs.Panel key={id} value={id} data-fills={fills} {...(fills === true ? {} : { tabIndex: 0 })}>
          {content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
