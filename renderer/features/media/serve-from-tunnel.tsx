// What stands with an open tunnel: serving a file through it, for whoever wants the address for something else.
import { ServeLocalFile } from "./serve-local-file.tsx";
import classes from "./serve-from-tunnel.module.css";

/** A part of the tunnel's popover. */
export function ServeFromTunnel() {
  return (
    <section className={classes.part} aria-labelledby="serve-from-tunnel">
      <h3 id="serve-from-tunnel" className={classes.title}>
        Serve a local file
      </h3>
      <ServeLocalFile />
    </section>
  );
}
