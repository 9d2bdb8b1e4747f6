using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Superfone.Dashboard.Tests.Recordings.Buckets;

/// <summary>
/// A store with the part of S3's protocol that is used, on a free port of this machine. It checks what it receives as S3 does, and fails as it is told.
/// </summary>
internal sealed class ObjectServer : IAsyncDisposable
{
    public const string Bucket = "our-recordings";
    public const string AccessKey = "AKIATESTACCESSKEY";
    public const string SecretKey = "a7/very+secret/key/of/the/store/0123456";

    private const string EncryptionHeader = "x-amz-server-side-encryption";

    private readonly WebApplication _app;
    private readonly ObjectVersions _objects = new();
    private readonly ConcurrentDictionary<string, (string Key, SortedDictionary<int, byte[]> Parts)> _uploads = new();

    private ObjectServer(WebApplication app) => _app = app;

    /// <summary>What was asked for: method and key.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Looks at each request first; whether it has answered it.</summary>
    public Func<HttpContext, Task<bool>> Fault { get; set; } = _ => Task.FromResult(false);

    /// <summary>Whether deleted objects are kept as older versions.</summary>
    public bool HasVersions { get => _objects.AreKept; set => _objects.AreKept = value; }

    /// <summary>The encryption that the last upload asked for; empty for none.</summary>
    public string LastEncryption { get; private set; } = "";

    /// <summary>All objects, by their keys.</summary>
    public IReadOnlyDictionary<string, byte[]> Objects => _objects.Current;

    /// <summary>The recordings, by their keys.</summary>
    public IReadOnlyDictionary<string, byte[]> Recordings => _objects.Current.Where(item => IsRecording(item.Key)).ToDictionary();

    /// <summary>How many versions there are of recordings, those of hidden ones too.</summary>
    public int VersionCount => _objects.Keys.Count(IsRecording);

    /// <summary>The uploads that were begun and not ended.</summary>
    public int UploadCount => _uploads.Count;

    public string Url => _app.Urls.First();

    /// <summary>Configures the application to use it.</summary>
    public IReadOnlyDictionary<string, string?> Settings => SettingsFor(Url, AccessKey, SecretKey);

    public static IReadOnlyDictionary<string, string?> SettingsFor(string url, string accessKey, string secretKey) => new Dictionary<string, string?>
    {
        ["Superfone:Recordings:Store"] = "s3",
        ["Superfone:Recordings:S3:ServiceUrl"] = url,
        ["Superfone:Recordings:S3:Bucket"] = Bucket,
        ["Superfone:Recordings:S3:AccessKey"] = accessKey,
        ["Superfone:Recordings:S3:SecretKey"] = secretKey,
        ["Superfone:Recordings:S3:ForcePathStyle"] = "true",
    };

    public static async Task<ObjectServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        var server = new ObjectServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Fails each request with an error of S3 until it is told otherwise.</summary>
    public void Fail(int status, string code) => Fault = async context =>
    {
        await ErrorAsync(context, status, code);
        return true;
    };

    /// <summary>Works again.</summary>
    public void Recover() => Fault = _ => Task.FromResult(false);

    /// <summary>Changes what is stored, as a damaged store would.</summary>
    public void Damage(Func<byte[], byte[]> change) => _objects.Damage(change);

    /// <summary>Has an object that was not uploaded.</summary>
    public void Restore(string key, byte[] bytes, DateTime? modifiedUtc = null) => _objects.Add(key, bytes, modifiedUtc);

    /// <summary>Loses an object.</summary>
    public void Lose(string key) => _objects.Lose(key);

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    // What is stored only to try it may be there at any time.
    private static bool IsRecording(string key) => key.StartsWith("recordings/", StringComparison.Ordinal) && !key.Contains("/probe", StringComparison.Ordinal);

    private async Task AnswerAsync(HttpContext context)
    {
        var (bucket, key) = context.Request.Path.Value!.TrimStart('/').Split('/', 2) is [var first, var rest] ? (first, rest) : (context.Request.Path.Value!.Trim('/'), "");
        Requests.Enqueue($"{context.Request.Method} {key}");
        if (await Fault(context))
            return;
        var query = context.Request.Query;
        var known = context.Request.Headers.Authorization.ToString().Contains($"Credential={AccessKey}/", StringComparison.Ordinal);
        await (context.Request.Method switch
        {
            _ when !known => ErrorAsync(context, 403, "InvalidAccessKeyId"),
            _ when bucket != Bucket => ErrorAsync(context, 404, "NoSuchBucket"),
            "GET" when query.ContainsKey("uploads") => ListUploadsAsync(context),
            "GET" when query.ContainsKey("versions") => XmlAsync(context, _objects.ListVersions(query["prefix"].ToString())),
            "GET" when key.Length == 0 => XmlAsync(context, _objects.List(query["prefix"].ToString())),
            "GET" => SendAsync(context, key),
            "PUT" => TakeAsync(context, key),
            "POST" when query.ContainsKey("uploads") => BeginAsync(context, key),
            "POST" => EndAsync(context, key),
            "DELETE" when query.ContainsKey("uploadId") => AbortAsync(context),
            "DELETE" => DeleteAsync(context, key),
            _ => ErrorAsync(context, 405, "MethodNotAllowed"),
        });
    }

    private async Task SendAsync(HttpContext context, string key)
    {
        if (_objects.Find(key) is not { } bytes)
        {
            await ErrorAsync(context, 404, "NoSuchKey");
            return;
        }

        var range = context.Request.GetTypedHeaders().Range?.Ranges.Single();
        var (from, end) = range is null ? (0, bytes.Length) : ((int)range.From!, (int)Math.Min(bytes.Length, range.To!.Value + 1));
        context.Response.StatusCode = range is null ? 200 : 206;
        context.Response.ContentLength = end - from;
        context.Response.Headers.ContentRange = range is null ? default : new Microsoft.Extensions.Primitives.StringValues($"bytes {from}-{end - 1}/{bytes.Length}");
        context.Response.Headers.ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"";
        await context.Response.Body.WriteAsync(bytes.AsMemory(from, end - from), context.RequestAborted);
    }

    private async Task TakeAsync(HttpContext context, string key)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var bytes = body.ToArray();
        var hash = SHA256.HashData(bytes);
        var headers = context.Request.Headers;
        if (headers["x-amz-content-sha256"] != Convert.ToHexStringLower(hash) || headers["x-amz-checksum-sha256"] != Convert.ToBase64String(hash))
        {
            await ErrorAsync(context, 400, "BadDigest");
            return;
        }

        if (context.Request.Query["uploadId"].ToString() is { Length: > 0 } upload)
        {
            _uploads[upload].Parts[int.Parse(context.Request.Query["partNumber"]!, CultureInfo.InvariantCulture)] = bytes;
        }
        else
        {
            LastEncryption = headers[EncryptionHeader].ToString();
            _objects.Add(key, bytes);
        }

        context.Response.Headers.ETag = $"\"{Convert.ToHexStringLower(hash)[..32]}\"";
    }

    private Task BeginAsync(HttpContext context, string key)
    {
        var upload = Guid.NewGuid().ToString("N");
        _uploads[upload] = (key, []);
        LastEncryption = context.Request.Headers[EncryptionHeader].ToString();
        return XmlAsync(context, $"<InitiateMultipartUploadResult><UploadId>{upload}</UploadId></InitiateMultipartUploadResult>");
    }

    private Task EndAsync(HttpContext context, string key)
    {
        _uploads.TryRemove(context.Request.Query["uploadId"].ToString(), out var upload);
        _objects.Add(key, [.. upload.Parts.Values.SelectMany(part => part)]);
        return XmlAsync(context, "<CompleteMultipartUploadResult><ETag>\"1\"</ETag></CompleteMultipartUploadResult>");
    }

    private Task AbortAsync(HttpContext context)
    {
        _uploads.TryRemove(context.Request.Query["uploadId"].ToString(), out _);
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private Task DeleteAsync(HttpContext context, string key)
    {
        if (_objects.Delete(key, context.Request.Query["versionId"].ToString()))
            context.Response.Headers["x-amz-delete-marker"] = "true";
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private Task ListUploadsAsync(HttpContext context) => XmlAsync(context, $"<ListMultipartUploadsResult>{string.Concat(_uploads
        .Where(upload => upload.Value.Key.StartsWith(context.Request.Query["prefix"].ToString(), StringComparison.Ordinal))
        .Select(upload => $"<Upload><Key>{upload.Value.Key}</Key><UploadId>{upload.Key}</UploadId></Upload>"))}</ListMultipartUploadsResult>");

    private static Task ErrorAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        return XmlAsync(context, $"<Error><Code>{code}</Code><Message>{code} with {SecretKey}</Message></Error>");
    }

    private static Task XmlAsync(HttpContext context, string xml)
    {
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{xml}", context.RequestAborted);
    }
}
