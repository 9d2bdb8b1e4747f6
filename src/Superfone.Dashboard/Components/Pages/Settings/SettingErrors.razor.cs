using System.Globalization;
using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Components.Text;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Operations.Settings;

namespace Superfone.Dashboard.Components.Pages.Settings;

/// <summary>Says in the reader's language why settings were not saved.</summary>
public sealed partial class SettingErrors
{
    private const string OutOfRange = "SettingProblem.OutOfRange";
    private const string TooSmall = "SettingProblem.TooSmall";
    private const string Other = "SettingProblem.Other";

    /// <summary>The errors, as <see cref="SettingsEditor.SaveAsync"/> gives them; each begins with the full key.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Errors { get; set; }

    private RenderFragment Say(string error)
    {
        var (key, problem) = error.Split(' ', 2) is [var first, var rest] ? (first, rest) : (error, "");
        var setting = SettingCatalog.All.Values.FirstOrDefault(setting => setting.Owns(key));
        var known = KnownSentences.Find(KnownSentences.Settings, problem) ?? new KnownSentence(Other, [problem]);
        return Sentence.Of(L["SettingProblem.Of"], LabelOf(setting, key), Translated.Say(L, InUnit(known, setting?.Unit ?? 1)));
    }

    private RenderFragment LabelOf(SettingDefinition? setting, string key) => builder => builder.AddContent(0, setting is null ? key : L[SettingField.NameKey(setting)].Value);

    // In the unit of the field, such as megabytes. What may be as large as a number can be has no bound for people.
    private static KnownSentence InUnit(KnownSentence known, long unit)
    {
        if (known.Key != OutOfRange)
            return known;
        var isOpen = known.Arguments[2] == long.MaxValue.ToString(CultureInfo.InvariantCulture);
        var shown = known.Arguments.Take(isOpen ? 2 : 3).Select(number => unit > 1 && long.TryParse(number, CultureInfo.InvariantCulture, out var value)
            ? Math.Ceiling((double)value / unit).ToString(CultureInfo.InvariantCulture) : number);
        return new KnownSentence(isOpen ? TooSmall : OutOfRange, [.. shown]);
    }
}
