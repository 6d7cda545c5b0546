// What the settings and the route do to the page around the app: theme, motion, title, focus, the place to come back to.
import { useMantineColorScheme } from "@mantine/core";
import { useEffect, useEffectEvent, useRef } from "react";
import { useClockJumps } from "../../components/use-simulator.ts";
import { useSettings } from "../../components/use-settings.ts";
import { correctAddress, hrefOf, navigate, parseRoute, useRoute, type Route } from "../../router/router.ts";
import { keepFocus } from "./kept-focus.ts";

const REMEMBER_AFTER_MS = 800;

/** Applies them; renders nothing. */
export function PageEffects() {
  const [settings, changeSettings] = useSettings();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const route = useRoute();
  const href = hrefOf(route);
  const isRestored = useRef(false);
  const { theme, reducedMotion, lastRoute } = settings;
  useClockJumps();
  useEffect(() => keepFocus(document.body), []);

  // Setting it, to what it is or not, has the whole page styled anew twice: Mantine takes all transitions off meanwhile. And
  // the function is another one each time, so that would be at each change of the route.
  useEffect(() => {
    const wanted = theme === "system" ? "auto" : theme;
    if (wanted !== colorScheme) setColorScheme(wanted);
  }, [theme, colorScheme, setColorScheme]);

  useEffect(() => {
    if (reducedMotion) document.documentElement.dataset["motion"] = "reduced";
    else delete document.documentElement.dataset["motion"];
  }, [reducedMotion]);

  useEffect(() => {
    document.title = `${titleOf(route)} · Hookline`;
  }, [route]);

  // What another page of this Hookline writes down is no reason to write again: the two would never end.
  const readLastRoute = useEffectEvent(() => lastRoute);
  useEffect(() => {
    const last = readLastRoute();
    if (!isRestored.current) {
      isRestored.current = true;
      // An address that names a place wins over the place of last time.
      if (["", "#", "#/", "#/events"].includes(location.hash)) {
        navigate(parseRoute(last), { replace: true });
        return undefined;
      }
    }
    if (href === last) return undefined;
    const timer = setTimeout(
      () => changeSettings({ lastRoute: href }, { isUnasked: true }),
      REMEMBER_AFTER_MS,
    );
    return () => clearTimeout(timer);
  }, [href, changeSettings]);

  // An address of no screen shows the events, and then is theirs. After the restoring, which wants to see it as it came.
  useEffect(correctAddress, [route]);

  return null;
}

function titleOf(route: Route): string {
  switch (route.page) {
    case "events":
      return route.id === null ? "Events" : `Event ${route.id}`;
    case "conversations":
      return "Conversations";
    case "linking":
      return "Linking";
    case "simulator":
      return "Simulator";
    case "keys":
      return "Keys and JWT";
    case "settings":
      return "Settings";
  }
}
