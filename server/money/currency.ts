/** An ISO 4217 code in upper case. */
export type Currency = string;

/** Active ISO 4217 currencies that do not have two decimals. Source: ISO 4217 list one (SIX). */
const EXPONENTS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
};

const TWO_DECIMALS =
  "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK " +
  "DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD " +
  "LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR " +
  "SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG";

const exponents = new Map<Currency, number>([
  ...TWO_DECIMALS.split(" ").map((code): [string, number] => [code, 2]),
  ...Object.entries(EXPONENTS),
]);

export const CURRENCIES: readonly Currency[] = [...exponents.keys()].sort();

/** Active codes that are units of account, in which contracts are written and nobody pays. Source: ISO 4217 list one, "fund" and XAD. */
const UNITS_OF_ACCOUNT: ReadonlySet<Currency> = new Set("BOV CHE CHW CLF COU MXV USN UYI UYW XAD".split(" "));

/** What a person may choose from: the currencies that money is paid in. */
export const PAID_CURRENCIES: readonly Currency[] = CURRENCIES.filter((code) => !UNITS_OF_ACCOUNT.has(code));

export function isCurrency(code: string): boolean {
  return exponents.has(code);
}

/** The currency's number of decimals. Throws a RangeError for a code that is none: doors check codes before. */
export function exponentOf(code: Currency): number {
  const exponent = exponents.get(code);
  if (exponent === undefined) throw new RangeError(`"${code}" is no currency`);
  return exponent;
}
