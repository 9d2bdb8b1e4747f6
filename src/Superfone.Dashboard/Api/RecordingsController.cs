using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.Recordings.Files;

namespace Superfone.Dashboard.Api;

/// <summary>The files of recordings.</summary>
[Route("api/v1/calls/{cdrId}/recording")]
[Tags("Calls")]
public sealed class RecordingsController(
    CallQueries calls, RecordingFiles files, BusinessCalendar calendar, ReadLog reads, AuditLog audit) : ApiControllerBase
{
    private const string RetryAfterSeconds = "30";

    /// <summary>The recording of a call, whole or in ranges.</summary>
    /// <param name="cdrId">Superfone's key of the call.</param>
    /// <param name="download">1 to save it as a file, which requires the role Manager or above; otherwise it is played.</param>
    /// <param name="cancellation">Stops the query.</param>
    [HttpGet(Name = "getRecording")]
    [HttpHead(Name = "getRecordingHeaders")]
    [ProducesResponseType<Stream>(StatusCodes.Status200OK, "audio/mpeg", "audio/wav", "audio/ogg", "audio/mp4")]
    [ProducesResponseType<Stream>(StatusCodes.Status206PartialContent, "audio/mpeg", "audio/wav", "audio/ogg", "audio/mp4")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType(typeof(void), StatusCodes.Status416RangeNotSatisfiable)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<ActionResult> PlayAsync(long cdrId, [FromQuery] int? download, CancellationToken cancellation)
    {
        var isDownload = download == 1;
        Caller.Require(isDownload ? Permission.Download : Permission.Listen);
        if ((await calls.ByIdsAsync(Caller.Visibility, [cdrId], cancellation)).SingleOrDefault() is not { } call)
            return Unknown($"No call has the id {cdrId}.");
        if (await files.FindAsync(cdrId, cancellation) is not { } file)
            return Unknown(WhyNot(call));
        Stream? content;
        try
        {
            content = await files.OpenAsync(file, RequestedBytes.Of(Request, file.SizeBytes), cancellation);
        }
        catch (RecordingUnavailableException error)
        {
            Response.Headers.RetryAfter = RetryAfterSeconds;
            return Problem(error.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        if (content is null)
            return Unknown(WhyNot(call));
        Response.RegisterForDisposeAsync(content);

        // A player asks for many ranges, which are one entry.
        if (isDownload)
            await audit.WriteAsync(Caller, AuditAction.Download, $"recording of call {cdrId}");
        else if (HttpMethods.IsGet(Request.Method))
            await reads.ListenAsync(Caller, cdrId);
        var disposition = new ContentDispositionHeaderValue(isDownload ? "attachment" : "inline");
        disposition.SetHttpFileName(NameOf(call) + Path.GetExtension(file.Path));
        Response.Headers.ContentDisposition = disposition.ToString();
        Response.Headers.CacheControl = "private, no-cache";
        return File(
            content, file.ContentType, file.StoredUtc, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(file.Sha256)}\""), enableRangeProcessing: true);
    }

    private static string WhyNot(CallItem call) => call.Recording switch
    {
        null => $"No recording of call {call.CdrId} was announced.",
        { Status: RecordingStatus.Expired, Error: var error } =>
            $"The recording of call {call.CdrId} was not stored before Superfone's link to it ended.{Last(error)}",
        { Status: RecordingStatus.Failed, Error: var error } => $"The recording of call {call.CdrId} is not stored yet; it is tried again.{Last(error)}",
        { Status: RecordingStatus.Stored } =>
            $"The file of the recording of call {call.CdrId} is gone from where recordings are kept; it is downloaded again if Superfone's link still lives.",
        { Status: RecordingStatus.Downloading } => $"The recording of call {call.CdrId} is being downloaded.",
        { Error: var error } => $"The recording of call {call.CdrId} waits to be downloaded.{Last(error)}",
    };

    private static string Last(string? error) => error is null ? "" : $" {error}";

    // 2026-05-15 16.00 Asha Kumar +918000000001
    private string NameOf(CallItem call)
    {
        var at = calendar.ToLocal(SortKey.InstantOf(call.SortKey));
        var name = string.Join(' ', new[] { $"{at:yyyy-MM-dd HH.mm}", call.Contact?.Name, call.Phone }.Where(part => !string.IsNullOrWhiteSpace(part)));
        return string.Concat(name.Select(character => char.IsControl(character) || "\\/:*?\"<>|".Contains(character) ? '-' : character));
    }
}
