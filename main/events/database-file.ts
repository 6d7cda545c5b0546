// The one name of the store: known also to what does not open it.
/** Name of the store's file in the data folder. */
export const DATABASE_FILE = "hookline.db";
