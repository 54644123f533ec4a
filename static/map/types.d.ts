/** What the scripts of the map share, as the type checker reads it: they are served as they are written, without a build. */

type Packed = [bytes: number, least: number, planes: string];
type Pair = [latitude: number, longitude: number];

interface Kind { label: string; path: string; colour: string; }
interface StateOfRelation { label: string; look: 'solid' | 'hollow' | 'faded'; }

/** The columns of the relations, unpacked: the number of a relation is its place in each. */
interface Points {
  name: string[]; latitude: number[]; longitude: number[]; kind: number[]; country: number[]; state: number[]; year: number[]; until: number[];
  hand: number[]; origin: string[] | null; kinds: Kind[]; states: StateOfRelation[]; countries: { id: string; label: string }[];
}

interface Shade { title: string; labels: string[]; areas: Record<string, number>; texts: Record<string, string>; light: string[]; dark: string[]; }
interface MapState { mask: string | null; shade: Shade | null; layers: string[]; selected: number; focus: number; frame: string; }
interface Layer { id: string; label: string; path: string; colour: string; points: [number, number, string, string][]; }

interface Configuration {
  home: { at: Pair; label: string; path: string } | null;
  points: Record<string, any>;
  arcs: { by: 'point' | 'country'; lines: number[][][] };
  layers: Layer[];
  disputed: Record<string, { label: string; as: string }>;
  words: Record<string, string>;
  lang: string; last: number; title: string; file: string;
  tiles: { url: string; attribution: string } | null;
  attribution: string;
}

interface RelationMarker extends L.Marker { n?: number; }

/** One map that is drawn, with all that was drawn on it. */
interface Model {
  map: DrawnMap; c: Configuration; p: Points; state: MapState | null; shown: number[]; waiting?: MapState; number: (value: number) => string;
  hand: Set<number>; homes: Set<Element>; focus: number; theme?: string; wanted?: string; drawn?: string; year?: number; clicks?: number;
  fetched: Record<string, Promise<L.GeoJSON | null>>; world?: L.GeoJSON; tiles?: L.TileLayer; untiled?: string; fonts?: string;
  renderer: L.Renderer; tip: L.Tooltip; arcs: L.LayerGroup; ring: L.LayerGroup; group: any; layers: Record<string, L.LayerGroup>;
  markers: RelationMarker[]; home?: L.Marker; popup?: L.Popup; legend: HTMLElement;
  stop?: HTMLElement; opened?: HTMLElement | null; held: any[]; spoken: L.Tooltip; walked?: boolean; tidying?: number;
  playing?: { box: HTMLElement; words: HTMLElement; range: HTMLInputElement; status: HTMLElement; button: HTMLElement; timer: number };
  inset?: { box: HTMLElement; map: L.Map; points: L.LayerGroup; bounds: L.LatLngBounds | null; land: L.GeoJSON | null };
}

/** What Leaflet draws, whatever it is: a line, an area, a circle. */
type Drawn = any;

interface DrawnMap extends L.Map { ouverture?: Model; waiting?: MapState; }

/** Each script adds its part; the last puts them together. */
interface OuvertureParts {
  SVG: 'http://www.w3.org/2000/svg'; FEW: number; DETAIL_ZOOM: number; COLOURS: Record<string, Record<string, string>>;
  current?: DrawnMap;
  node(tag: string, className?: string, text?: string): HTMLElement;
  escaped(text: string): string;
  fetched(address: string): Promise<any>;
  theme(): 'light' | 'dark';
  drawing(path: string, colour: string, look: string, size: number): SVGSVGElement;
  visible(m: Model): number[];
  says(m: Model, n: number): string[];
  columns(points: Record<string, any>): Points;
  report(m: Model, n: number): void;
  world(name: string): Promise<any>;
  recentre(m: Model): void;
  showInset(m: Model): void;
  openCountry(m: Model, id: string, name: string, at: L.LatLng): void;
  [part: string]: any;
}

interface Window {
  Ouverture: any; // grows as each script adds its part; within a script it is OuvertureParts
  OUVERTURE_WORLD?: Record<string, any>;
  Streamlit?: { setComponentValue(value: unknown): void };
}

// Everything that the scripts look up by a selector is an element of HTML; the drawings inside them are made, not looked up.
interface ParentNode {
  querySelector(selectors: string): HTMLElement | null;
  querySelectorAll(selectors: string): NodeListOf<HTMLElement>;
}
interface Element { closest(selectors: string): HTMLElement | null; }
