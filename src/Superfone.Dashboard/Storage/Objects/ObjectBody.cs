using Amazon.S3.Model;

namespace Superfone.Dashboard.Storage.Objects;

/// <summary>The answer to a request for a part of an object.</summary>
internal sealed class ObjectBody(GetObjectResponse response, long from) : IDisposable
{
    /// <summary>The bytes.</summary>
    public Stream Bytes => response.ResponseStream;

    /// <summary>The size of the whole object in bytes. A store that ignores the range sends all of it.</summary>
    public long? ObjectBytes => response.ContentRange is { } range && range.LastIndexOf('/') is >= 0 and var slash
        && long.TryParse(range.AsSpan(slash + 1), out var size) ? size : from == 0 ? response.ContentLength : null;

    /// <inheritdoc/>
    public void Dispose() => response.Dispose();
}
