// All shortcuts that work right now, those of the screen first.
import { Modal } from "@mantine/core";
import { useSettings } from "../../components/use-settings.ts";
import { KeyHint } from "../../keyboard/key-hint.tsx";
import { screenFirst } from "../../keyboard/screen-first.ts";
import { useShortcutList } from "../../keyboard/shortcuts.tsx";
import { useRoute } from "../../router/router.ts";
import classes from "./shortcut-sheet.module.css";

interface ShortcutSheetProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The sheet behind `?`. */
export function ShortcutSheet({ isOpen, onClose }: ShortcutSheetProps) {
  const [{ singleKeys }] = useSettings();
  const { page } = useRoute();
  const shown = screenFirst(useShortcutList(), page)
    .map(({ ownKeys, ...shortcut }) => ({ ...shortcut, keys: ownKeys ?? shortcut.keys }))
    .filter(({ keys, hidden }) => keys !== "" && hidden !== true);
  const groups = Map.groupBy(shown, ({ scope }) => scope);
  return (
    <Modal.Root opened={isOpen} onClose={onClose} size={720}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          {/* Not Modal.Header: it would be a second banner on the page. */}
          <div className={classes.head}>
            <Modal.Title>Shortcuts</Modal.Title>
            <Modal.CloseButton aria-label="Close" />
          </div>
          {!singleKeys && (
            <p className={classes.note}>
              Keys without Ctrl or Cmd are off. Turn them on in Settings, Shortcuts.
            </p>
          )}
          <div className={classes.groups}>
            {[...groups].map(([scope, shortcuts]) => (
              <section key={scope} className={classes.group}>
                <h3>{scope}</h3>
                <dl>
                  {[...Map.groupBy(shortcuts, ({ label }) => label)].map(([label, same]) => (
                    <div key={label} className={classes.row}>
                      <dt>{label}</dt>
                      {same.map(({ id, keys }) => (
                        <dd key={id}>
                          <span className="visually-hidden">{keys}</span>
                          <KeyHint keys={keys} />
                        </dd>
                      ))}
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
