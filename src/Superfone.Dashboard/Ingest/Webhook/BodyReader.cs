using System.Buffers;

namespace Superfone.Dashboard.Ingest.Webhook;

/// <summary>Reads the body of a request up to a maximum length.</summary>
internal static class BodyReader
{
    /// <summary>Reads the whole body.</summary>
    /// <param name="request">The request, with or without a <c>Content-Length</c>.</param>
    /// <param name="maximumBytes">The maximum length.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The body; <see langword="null"/> if it is too long.</returns>
    /// <exception cref="IOException">The body is incomplete or malformed.</exception>
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
