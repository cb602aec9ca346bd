import type { ReactNode } from "react";

/** Sixteen-pixel line icons in the text's colour. */
function icon(shape: ReactNode) {
  return function Icon() {
    return (
      <svg
        width="16"
        height="16"
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden
      >
        {shape}
      </svg>
    );
  };
}

export const MoreIcon = icon(
  <g fill="currentColor" stroke="none">
    <circle cx="3" cy="8" r="1.2" />
    <circle cx="8" cy="8" r="1.2" />
    <circle cx="13" cy="8" r="1.2" />
  </g>,
);
export const CloseIcon = icon(<path d="m4 4 8 8m0-8-8 8" />);
export const SearchIcon = icon(
  <>
    <circle cx="7" cy="7" r="4.2" />
    <path d="m10.2 10.2 3.3 3.3" />
  </>,
);
export const StopIcon = icon(<rect x="4" y="4" width="8" height="8" rx="1.2" />);
export const CopyIcon = icon(
  <>
    <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
    <path d="M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5" />
  </>,
);
export const DeleteIcon = icon(<path d="M3 4.5h10m-6.5 0v-2h3v2m-5 0 .5 9h6l.5-9" />);
export const EditIcon = icon(<path d="m3 13 .6-2.8 7-7a1.2 1.2 0 0 1 1.7 0l.5.5a1.2 1.2 0 0 1 0 1.7l-7 7L3 13Z" />);
export const PlusIcon = icon(<path d="M8 3.5v9m-4.5-4.5h9" />);
export const CheckIcon = icon(<path d="m3.5 8.5 3 3 6-7" />);
export const ChevronIcon = icon(<path d="m5 6.5 3 3 3-3" />);
export const ExpandIcon = icon(<path d="M9.5 3H13v3.5M13 3 9.5 6.5M6.5 13H3V9.5M3 13l3.5-3.5" />);
export const InfoIcon = icon(
  <>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 7.5v3M8 5.4v.1" />
  </>,
);
export const EyeIcon = icon(
  <>
    <path d="M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8Z" />
    <circle cx="8" cy="8" r="1.8" />
  </>,
);
export const EyeOffIcon = icon(
  <path d="M1.8 7.2S4 10.8 8 10.8s6.2-3.6 6.2-3.6M3.6 9.8l-1 1.6m3.8-.7-.4 1.9m6.4-2.8 1 1.6m-3.8-.7.4 1.9" />,
);
export const PinIcon = icon(<path d="M5.5 2.5h5l-.8 1v3.2l1.8 2.1h-7l1.8-2.1V3.5l-.8-1ZM8 8.8v4.7" />);
