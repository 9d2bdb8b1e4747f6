namespace Superfone.Simulation;

/// <summary>The business's customers, as they turn up.</summary>
internal sealed class People(Play play)
{
    // Those who came last come back soonest.
    private const int Recent = 60;

    private readonly List<Lead> _all = [];

    /// <summary>Somebody who was there before; <see langword="null"/> where nobody was.</summary>
    public Lead? Known() => _all.Count == 0 ? null : _all[play.Draw.Between(Math.Max(0, _all.Count - Recent), _all.Count - 1)];

    /// <summary>Somebody new.</summary>
    public Lead New()
    {
        var draw = play.Draw;
        var (first, last) = (draw.Of(Names.First), draw.Of(Names.Last));
        var isOffice = draw.Happens(0.2);
        var lead = new Lead
        {
            Number = _all.Count,
            First = first,
            Last = last,
            // Each number once before the first comes again.
            Phone = $"{play.Options.CustomerPrefix}{_all.Count * 7919L % 90_000:00000}",
            Account = draw.Of(play.Options.Numbers),
            Product = draw.Of(Names.Products),
            City = draw.Of(Names.Cities, city => city == Names.Cities[0] ? 6 : 1),
            Language = draw.Happens(0.4) ? Language.Hindi : Language.English,
            Group = isOffice ? Lead.Offices : Lead.Homes,
            BusinessName = isOffice ? draw.Of(Names.Businesses) : null,
            Email = draw.Happens(0.4) ? $"{first.English}.{last.English}@example.com".ToLowerInvariant() : null,
            IsWrittenInHindi = draw.Happens(0.06),
        };
        _all.Add(lead);
        return lead;
    }
}
