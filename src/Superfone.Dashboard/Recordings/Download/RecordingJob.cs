namespace Superfone.Dashboard.Recordings.Download;

/// <summary>A recording that is to be downloaded now.</summary>
/// <param name="CdrId">The call.</param>
/// <param name="DeliveryId">The delivery whose body bears the URL.</param>
/// <param name="AnnouncedUtc">When that delivery was received, UTC.</param>
/// <param name="ExpiresUtc">When the URL ends, UTC.</param>
/// <param name="Attempt">Which attempt from this URL it is, from 1.</param>
/// <param name="Url">The URL with its signature, which must never be shown; <see langword="null"/> where the body has none.</param>
internal sealed record RecordingJob(long CdrId, long DeliveryId, DateTime AnnouncedUtc, DateTime ExpiresUtc, int Attempt, string? Url)
{
    /// <summary>The extension in the URL's path, with its dot; <see langword="null"/> where it has none.</summary>
    public string? Extension => Uri.TryCreate(Url, UriKind.Absolute, out var location) && Path.GetExtension(location.AbsolutePath) is { Length: > 1 } extension
        ? extension
        : null;

    /// <summary>The job without its URL, for logs.</summary>
    public override string ToString() => $"recording of call {CdrId}, attempt {Attempt}";
}
