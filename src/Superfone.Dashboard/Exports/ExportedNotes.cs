using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.People;

namespace Superfone.Dashboard.Exports;

/// <summary>Users' notes in an export.</summary>
internal static class ExportedNotes
{
    /// <summary>The notes in one cell, a line for each; <see langword="null"/> for none.</summary>
    public static string? Of(IReadOnlyList<NoteItem> notes, IStringLocalizer<Strings> text) => notes.Count == 0 ? null : string.Join("\n", notes.Select(note =>
        string.Join(" ", new[] { $"{note.ByName}:", note.Outcome is { } outcome ? text.NameOf(outcome) : null, note.Text }.OfType<string>())));
}
