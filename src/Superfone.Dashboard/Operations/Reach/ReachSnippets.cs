using System.Globalization;
using System.Net;

namespace Superfone.Dashboard.Operations.Reach;

/// <summary>A way to let the internet in.</summary>
public enum ReachHint
{
    /// <summary>The reverse proxy Caddy.</summary>
    Caddy,

    /// <summary>The reverse proxy nginx.</summary>
    Nginx,

    /// <summary>A tunnel of Cloudflare, for a server without a public address.</summary>
    Tunnel,
}

/// <summary>What to paste for each way; the whole files are in <c>deploy/</c>.</summary>
public static class ReachSnippets
{
    private const string Caddy = """
        HOST {
        	reverse_proxy 127.0.0.1:PORT
        }
        """;

    private const string Nginx = """
        server {
            listen 443 ssl;
            server_name HOST;
            ssl_certificate     /etc/letsencrypt/live/HOST/fullchain.pem;
            ssl_certificate_key /etc/letsencrypt/live/HOST/privkey.pem;
            location / {
                proxy_pass http://127.0.0.1:PORT;
                proxy_http_version 1.1;
                proxy_set_header Host $host;
                proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                proxy_set_header X-Forwarded-Proto $scheme;
                proxy_set_header X-Forwarded-Host $host;
                proxy_set_header Upgrade $http_upgrade;
                proxy_set_header Connection "upgrade";
                proxy_read_timeout 1h;
            }
        }
        """;

    private const string Tunnel = """
        cloudflared tunnel login
        cloudflared tunnel create superfone
        cloudflared tunnel route dns superfone HOST
        cloudflared tunnel run --url http://localhost:PORT superfone
        """;

    /// <summary>What <c>appsettings.json</c> is to have so that a proxy is trusted.</summary>
    /// <param name="trusted">The proxies that are trusted already.</param>
    /// <param name="proxy">The address of the proxy.</param>
    public static string TrustOf(IEnumerable<string> trusted, string proxy)
    {
        // On this computer, the next connection may come by the other protocol.
        string[] added = IPAddress.TryParse(proxy, out var address) && IPAddress.IsLoopback(address) ? [$"{IPAddress.Loopback}", $"{IPAddress.IPv6Loopback}"] : [proxy];
        return $$"""{ "Superfone": { "Proxies": [ {{string.Join(", ", trusted.Union(added).Select(one => $"\"{one}\""))}} ] } }""";
    }

    /// <summary>The text of a way.</summary>
    /// <param name="hint">The way.</param>
    /// <param name="host">The name in the public URL.</param>
    /// <param name="port">The port on which the dashboard listens.</param>
    public static string Of(ReachHint hint, string host, int port) => (hint switch
    {
        ReachHint.Caddy => Caddy,
        ReachHint.Nginx => Nginx,
        ReachHint.Tunnel => Tunnel,
    }).Replace("HOST", host, StringComparison.Ordinal).Replace("PORT", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
