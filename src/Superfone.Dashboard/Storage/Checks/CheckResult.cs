namespace Superfone.Dashboard.Storage.Checks;

/// <summary>The result of checking one part of the data.</summary>
public sealed record CheckResult
{
    /// <summary>The problems, each a phrase for the operator; empty if the part is fine.</summary>
    public IReadOnlyList<string> Problems { get; private init; } = [];

    /// <summary>A remark about a part that is fine; <see langword="null"/> for none.</summary>
    public string? Note { get; private init; }

    /// <summary>Whether the part is fine.</summary>
    public bool IsOk => Problems.Count == 0;

    /// <summary>The part is fine.</summary>
    public static CheckResult Ok(string? note = null) => new() { Note = note };

    /// <summary>The part has problems; without any it is fine.</summary>
    public static CheckResult Bad(params IReadOnlyList<string> problems) => new() { Problems = problems };
}
