// Our mark: a fish hook on its line.

/** The logo, in the colour of its surroundings. */
export function HookLogo({ size = 20 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <g stroke="currentColor" strokeWidth="3.2" strokeLinecap="round" strokeLinejoin="round">
        <path d="M21 9.5V19a6.8 6.8 0 0 1-13.6 0v-3.6l4.4 4.2" />
        <circle cx="21" cy="5.6" r="2.9" />
      </g>
    </svg>
  );
}
