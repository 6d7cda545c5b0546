// Navigation at the left: names and counts, or icons alone where the window is not wide.
import { Tooltip } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { hrefOf, useRoute } from "../../router/router.ts";
import { LinkingCard } from "./linking-card.tsx";
import { PLACES } from "./navigation.ts";
import { usePlaceAlerts, usePlaceCounts } from "./use-place-counts.ts";
import classes from "./sidebar.module.css";

/** The places, and the linking card at the foot while there is room for it. */
export function Sidebar({ isRail }: { readonly isRail: boolean }) {
  const route = useRoute();
  const counts = usePlaceCounts();
  const alerts = usePlaceAlerts();
  return (
    <div className={classes.side} data-rail={isRail} data-region="Navigation">
      <nav aria-label="Main">
        <ul>
          {PLACES.map(({ page, route: target, label, icon: IconOf }) => {
            const alert = alerts[page];
            return (
              <li key={page}>
                <Tooltip
                  label={alert === undefined ? label : `${label}, ${alert.words}`}
                  position="right"
                  disabled={!isRail}
                >
                  <a
                    className={classes.link}
                    href={hrefOf(target)}
                    aria-current={route.page === page ? "page" : undefined}
                  >
                    <IconOf size={16} stroke={1.75} aria-hidden="true" />
                    <span className={classes.label}>{label}</span>
                    {alert !== undefined && (
                      <span className={classes.alert} data-tone={alert.tone}>
                        <IconAlertTriangle size={13} stroke={2} aria-hidden="true" />
                        <span className={classes.alertWords}>{alert.words}</span>
                      </span>
                    )}
                    {counts[page] !== undefined && <span className={classes.count}>{counts[page]}</span>}
                  </a>
                </Tooltip>
              </li>
            );
          })}
        </ul>
      </nav>
      {!isRail && <LinkingCard />}
    </div>
  );
}
