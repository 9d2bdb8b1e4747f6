using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Ingest.Import;

/// <summary>A body to append, or the result of one that is not appended.</summary>
internal sealed record ImportItem
{
    private ImportItem(int number) => Number = number;

    /// <summary>See <see cref="ImportedBody.Number"/>.</summary>
    public int Number { get; }

    /// <summary>The body; <see langword="null"/> if it is not appended.</summary>
    public ReceivedBody? Body { get; private init; }

    /// <summary>The origin of the body.</summary>
    public ImportSource? Source { get; private init; }

    /// <summary>The result, if the body is not appended.</summary>
    public Receipt? Result { get; private init; }

    /// <summary>A body to append.</summary>
    public static ImportItem Of(int number, ReceivedBody body, ImportSource source) => new(number) { Body = body, Source = source };

    /// <summary>A body that is not appended.</summary>
    public static ImportItem Of(int number, Receipt result) => new(number) { Result = result };
}
