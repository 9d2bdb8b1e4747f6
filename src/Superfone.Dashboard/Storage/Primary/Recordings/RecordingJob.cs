namespace Superfone.Dashboard.Storage.Primary.Recordings;

/// <summary>A recording to download now.</summary>
/// <param name="CdrId">The call.</param>
/// <param name="DeliveryId">The delivery whose body contains the URL.</param>
/// <param name="AnnouncedUtc">The time at which that delivery was received, UTC.</param>
/// <param name="ExpiresUtc">The expiry of the URL, UTC.</param>
/// <param name="Attempt">The number of the attempt with this URL, from 1.</param>
/// <param name="Url">The URL with its signature, which must never be shown; <see langword="null"/> if the body has none.</param>
internal sealed record RecordingJob(long CdrId, long DeliveryId, DateTime AnnouncedUtc, DateTime ExpiresUtc, int Attempt, string? Url)
{
    /// <summary>The extension in the URL's path, with its dot; <see langword="null"/> if it has none.</summary>
    public string? Extension => Uri.TryCreate(Url, UriKind.Absolute, out var location) && Path.GetExtension(location.AbsolutePath) is { Length: > 1 } extension
        ? extension
        : null;

    /// <summary>The job without its URL, for logs.</summary>
    public override string ToString() => $"recording of call {CdrId}, attempt {Attempt}";
}
