namespace MonteCarlo.Report;

/// <summary>The style sheet of the report: light and dark, by the reader's own setting. Holds no character that XML would escape.</summary>
internal static class ReportStyle
{
    /// <summary>The sheet.</summary>
    public const string Sheet = """

        :root { color-scheme: light dark;
          --page: #f6f6f3; --card: #ffffff; --ink: #1c2127; --soft: #626b76; --line: #e3e4e1; --axis: #9aa1a9;
          --mark: #c2402a; --exact: #1f4e79; --infinite: #8d99a6; --band: #1f4e7914; --bar: #3b7aa8; --rail: #eceeec;
          --c0: #0b6fb8; --c1: #d4560f; --c2: #0a8f6a; --c3: #b8569a; --c4: #c89000; --c5: #3aa5d8; --c6: #7a5bb0; --c7: #7d8288; }
        @media (prefers-color-scheme: dark) { :root {
          --page: #14171b; --card: #1c2127; --ink: #e8eaec; --soft: #9aa4ae; --line: #2e353d; --axis: #5c6670;
          --mark: #ff7f66; --exact: #7db8ea; --infinite: #66717c; --band: #7db8ea1c; --bar: #5c9dcc; --rail: #2a3139;
          --c0: #4aa3e6; --c1: #ff8a4a; --c2: #3cc79d; --c3: #e58bc6; --c4: #ecbc3c; --c5: #86cdf2; --c6: #ab90e0; --c7: #a5acb3; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 2.2rem 1.2rem 3rem; max-width: 54rem; background: var(--page); color: var(--ink);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif; }
        h1 { margin: 0; font-size: 1.75rem; letter-spacing: -0.015em; line-height: 1.2; }
        h2 { margin: 0 0 0.6rem; font-size: 1.08rem; letter-spacing: -0.005em; }
        header p { margin: 0.5rem 0 1.4rem; color: var(--soft); max-width: 44rem; }
        section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.2rem 1.3rem; margin: 1rem 0; }
        svg { display: block; width: 100%; height: auto; margin: 0.3rem 0; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0.7rem; }
        .tile { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 0.8rem 0.9rem; }
        .tile b { display: block; font-size: 1.3rem; line-height: 1.25; font-variant-numeric: tabular-nums; }
        .tile span { display: block; color: var(--soft); font-size: 0.8rem; line-height: 1.35; margin-top: 0.15rem; }
        .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1rem; align-items: start; }
        .note { margin: 0.5rem 0 0; color: var(--soft); font-size: 0.83rem; }
        .legend { margin: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1.2rem; color: var(--soft); font-size: 0.83rem; }
        .legend i { display: inline-block; width: 1.3rem; height: 0; margin-right: 0.45rem; vertical-align: middle; border-top: 3px solid var(--c); }
        .legend i.dot { width: 0.62rem; height: 0.62rem; border: 0; border-radius: 50%; background: var(--mark); }
        .legend i.exact { border-top: 3px solid var(--exact); }
        .legend i.infinite { border-top: 2px dashed var(--infinite); }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: 0.83rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
        th, td { text-align: right; padding: 0.36rem 0.5rem; border-bottom: 1px solid var(--line); }
        th { color: var(--soft); font-weight: 600; }
        tbody tr:last-child td { border-bottom: 0; }
        footer { color: var(--soft); font-size: 0.83rem; margin: 1.2rem 0.2rem 0; }
        text { fill: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; }
        text.name { fill: var(--ink); font-size: 12.5px; }
        .grid { stroke: var(--line); } .axis { stroke: var(--axis); }
        .mark { stroke: var(--axis); stroke-dasharray: 2 4; }
        .curve { fill: none; stroke-width: 2; stroke-linejoin: round; }
        .curve.exact { stroke: var(--exact); } .curve.infinite { stroke: var(--infinite); stroke-width: 1.5; stroke-dasharray: 6 5; }
        .dot { fill: var(--mark); stroke: var(--card); stroke-width: 1.5; } .error { stroke: var(--mark); stroke-width: 1.5; }
        .band { fill: var(--band); }
        .track { fill: none; stroke: var(--c); stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; } .end { fill: var(--c); }
        .path:hover .track { stroke-width: 4; }
        .colour0 { --c: var(--c0); } .colour1 { --c: var(--c1); } .colour2 { --c: var(--c2); } .colour3 { --c: var(--c3); }
        .colour4 { --c: var(--c4); } .colour5 { --c: var(--c5); } .colour6 { --c: var(--c6); } .colour7 { --c: var(--c7); }
        .heat { fill: color-mix(in oklab, var(--c1) calc(var(--warmth) * 100%), var(--c0)); }
        .rail { fill: var(--rail); } .fill { fill: var(--bar); }

        """;
}
