// The places of the product, once, for sidebar, tab bar and palette.
import {
  IconActivity,
  IconDeviceMobile,
  IconKey,
  IconLink,
  IconMessages,
  type Icon,
} from "@tabler/icons-react";
import { SIMULATOR, type Route } from "../../router/router.ts";

/** One place. */
export interface Place {
  readonly page: Route["page"];
  readonly route: Route;
  readonly label: string;
  readonly icon: Icon;
  readonly keys: string;
}

/** All places of the navigation, in order. */
export const PLACES: readonly Place[] = [
  { page: "events", route: { page: "events", id: null }, label: "Events", icon: IconActivity, keys: "g e" },
  {
    page: "conversations",
    route: { page: "conversations", psid: null, pageId: null },
    label: "Conversations",
    icon: IconMessages,
    keys: "g c",
  },
  { page: "linking", route: { page: "linking" }, label: "Linking", icon: IconLink, keys: "g l" },
  { page: "simulator", route: SIMULATOR, label: "Simulator", icon: IconDeviceMobile, keys: "g s" },
  { page: "keys", route: { page: "keys" }, label: "Keys and JWT", icon: IconKey, keys: "g k" },
];
