/**
 * What the visitor said about storing something on the device.
 *
 * - `granted`: the click id may be kept in a cookie and in storage.
 * - `denied`: nothing is kept, and what was kept is removed.
 * - `unknown`: not asked yet; nothing is kept.
 */
export type Consent = "granted" | "denied" | "unknown";
