using System.Buffers;

namespace Superfone.Dashboard.Ingest.Webhook;

/// <summary>Reads a request's body, but no more of it than is allowed.</summary>
internal static class BodyReader
{
    /// <summary>Reads the whole body.</summary>
    /// <param name="request">The request, with or without a <c>Content-Length</c>.</param>
    /// <param name="maximumBytes">Longest body that is read to its end.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The body, or <see langword="null"/> when it is longer than that.</returns>
    /// <exception cref="IOException">The body breaks off or is badly framed.</exception>
    public static async ValueTask<byte[]?> ReadAsync(HttpRequest request, int maximumBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maximumBytes)
            return null;

        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            if (result.Buffer.Length > maximumBytes)
            {
                reader.AdvanceTo(result.Buffer.End);
                return null;
            }

            if (result.IsCompleted)
            {
                var body = result.Buffer.ToArray();
                reader.AdvanceTo(result.Buffer.End);
                return body;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
