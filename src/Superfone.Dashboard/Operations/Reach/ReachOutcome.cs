namespace Superfone.Dashboard.Operations.Reach;

/// <summary>What a request to the public URL showed.</summary>
public enum ReachOutcome
{
    /// <summary>No public URL is set.</summary>
    NoAddress,

    /// <summary>No name server knows the name.</summary>
    UnknownName,

    /// <summary>The name leads to an address of this computer or of a private network.</summary>
    PrivateAddress,

    /// <summary>Nothing listens there, or a firewall refuses.</summary>
    Refused,

    /// <summary>There was no answer in time.</summary>
    TimedOut,

    /// <summary>There is no way to the address.</summary>
    Unreachable,

    /// <summary>What listens there does not speak TLS.</summary>
    NotTls,

    /// <summary>The certificate is one that nobody trusts.</summary>
    Untrusted,

    /// <summary>The certificate has ended, or has not begun.</summary>
    Expired,

    /// <summary>The certificate is that of another name.</summary>
    WrongName,

    /// <summary>The answer leads on to another address.</summary>
    Redirected,

    /// <summary>A reverse proxy answers, but has not reached the dashboard.</summary>
    BadGateway,

    /// <summary>Something else answers.</summary>
    SomethingElse,

    /// <summary>The dashboard answers, over plain HTTP.</summary>
    Unencrypted,

    /// <summary>The dashboard answers, but WebSockets do not pass.</summary>
    NoWebSockets,

    /// <summary>The dashboard answers, but a proxy in front of it is not among the trusted ones, so that all visitors seem to be the proxy.</summary>
    UntrustedProxy,

    /// <summary>The dashboard answers over TLS, and WebSockets pass.</summary>
    Works,
}
