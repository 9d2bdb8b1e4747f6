namespace Superfone.Dashboard.Localization;

/// <summary>Names the resource file <c>Strings.resx</c>: every text that people read on pages and in exported files. Get it through <c>IStringLocalizer&lt;Strings&gt;</c>.</summary>
public sealed class Strings;
