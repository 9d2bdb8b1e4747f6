using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Superfone.Dashboard.Storage.Primary.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "apitokens",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    accounts = table.Column<string>(type: "text", nullable: true),
                    createdby = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    createdutc = table.Column<long>(type: "bigint", nullable: false),
                    expiresutc = table.Column<long>(type: "bigint", nullable: true),
                    lastusedutc = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_apitokens", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "aspnetroles",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    normalizedname = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    concurrencystamp = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_aspnetroles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "aspnetusers",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    staffphone = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    accounts = table.Column<string>(type: "text", nullable: true),
                    language = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    appearance = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    isdisabled = table.Column<bool>(type: "boolean", nullable: false),
                    createdutc = table.Column<long>(type: "bigint", nullable: false),
                    lastseenutc = table.Column<long>(type: "bigint", nullable: true),
                    username = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    normalizedusername = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    normalizedemail = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    emailconfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    passwordhash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    securitystamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    concurrencystamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phonenumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phonenumberconfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    twofactorenabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockoutend = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockoutenabled = table.Column<bool>(type: "boolean", nullable: false),
                    accessfailedcount = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_aspnetusers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "auditentries",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    atutc = table.Column<long>(type: "bigint", nullable: false),
                    user = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    action = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    address = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_auditentries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "datakeys",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    xml = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_datakeys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "decisions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    afterdeliveryid = table.Column<long>(type: "bigint", nullable: false),
                    atutc = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    cdrid = table.Column<long>(type: "bigint", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    decidedby = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decisions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    receivedutc = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    @event = table.Column<string>(name: "event", type: "text", nullable: true, collation: "C"),
                    account = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    earlierid = table.Column<long>(type: "bigint", nullable: true),
                    changekey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    sizebytes = table.Column<int>(type: "integer", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    encoding = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    dictionary = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deliveries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "deliveryorigins",
                columns: table => new
                {
                    deliveryid = table.Column<long>(type: "bigint", nullable: false),
                    replayof = table.Column<long>(type: "bigint", nullable: true),
                    broughtby = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deliveryorigins", x => x.deliveryid);
                });

            migrationBuilder.CreateTable(
                name: "destinations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    url = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    form = table.Column<int>(type: "integer", nullable: false),
                    events = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    accounts = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    conditions = table.Column<string>(type: "text", nullable: false, defaultValue: "", collation: "C"),
                    isenabled = table.Column<bool>(type: "boolean", nullable: false),
                    logid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    secret = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    formersecret = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    formersecretuntilutc = table.Column<long>(type: "bigint", nullable: true),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    createdutc = table.Column<long>(type: "bigint", nullable: false),
                    lastsuccessutc = table.Column<long>(type: "bigint", nullable: true),
                    failingsinceutc = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_destinations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "erasures",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    contactid = table.Column<long>(type: "bigint", nullable: false),
                    uptodeliveryid = table.Column<long>(type: "bigint", nullable: false),
                    requestedby = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    requestedutc = table.Column<long>(type: "bigint", nullable: false),
                    dueutc = table.Column<long>(type: "bigint", nullable: false),
                    keys = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    hiddenutc = table.Column<long>(type: "bigint", nullable: true),
                    doneutc = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_erasures", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "hearings",
                columns: table => new
                {
                    cdrid = table.Column<long>(type: "bigint", nullable: false),
                    heardby = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    heardutc = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hearings", x => new { x.cdrid, x.heardby });
                });

            migrationBuilder.CreateTable(
                name: "lastingstates",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    beganutc = table.Column<long>(type: "bigint", nullable: false),
                    seenutc = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lastingstates", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "leases",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    holder = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    fencingnumber = table.Column<long>(type: "bigint", nullable: false),
                    untilutc = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leases", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "nodes",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    startedutc = table.Column<long>(type: "bigint", nullable: false),
                    seenutc = table.Column<long>(type: "bigint", nullable: false),
                    projecteddeliveryid = table.Column<long>(type: "bigint", nullable: false),
                    iscomplete = table.Column<bool>(type: "boolean", nullable: false),
                    logepoch = table.Column<long>(type: "bigint", nullable: false),
                    faults = table.Column<string[]>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_nodes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "recordings",
                columns: table => new
                {
                    cdrid = table.Column<long>(type: "bigint", nullable: false),
                    deliveryid = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    expiresutc = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    nextattemptutc = table.Column<long>(type: "bigint", nullable: true),
                    error = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    path = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    contenttype = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    sizebytes = table.Column<long>(type: "bigint", nullable: true),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: true),
                    storedutc = table.Column<long>(type: "bigint", nullable: true),
                    playability = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recordings", x => x.cdrid);
                });

            migrationBuilder.CreateTable(
                name: "savedviews",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ownedby = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    page = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    query = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    seenutc = table.Column<long>(type: "bigint", nullable: false),
                    seendeliveryid = table.Column<long>(type: "bigint", nullable: false),
                    notifies = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_savedviews", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    userid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ticket = table.Column<byte[]>(type: "bytea", nullable: false),
                    createdutc = table.Column<long>(type: "bigint", nullable: false),
                    lastseenutc = table.Column<long>(type: "bigint", nullable: false),
                    expiresutc = table.Column<long>(type: "bigint", nullable: false),
                    address = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    browser = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "settings",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settings", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "webhooksecrets",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    @protected = table.Column<string>(name: "protected", type: "text", nullable: false, collation: "C"),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    createdby = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    createdutc = table.Column<long>(type: "bigint", nullable: false),
                    lastusedutc = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhooksecrets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "withhelditems",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    erasureid = table.Column<long>(type: "bigint", nullable: false),
                    deliveryid = table.Column<long>(type: "bigint", nullable: true),
                    receivedutc = table.Column<long>(type: "bigint", nullable: true),
                    path = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    encoding = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    body = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_withhelditems", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "aspnetroleclaims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    roleid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    claimtype = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    claimvalue = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_aspnetroleclaims", x => x.id);
                    table.ForeignKey(
                        name: "fk_aspnetroleclaims_aspnetroles_roleid",
                        column: x => x.roleid,
                        principalTable: "aspnetroles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "aspnetuserclaims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    userid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    claimtype = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    claimvalue = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_aspnetuserclaims", x => x.id);
                    table.ForeignKey(
                        name: "fk_aspnetuserclaims_aspnetusers_userid",
                        column: x => x.userid,
                        principalTable: "aspnetusers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "aspnetuserlogins",
                columns: table => new
                {
                    loginprovider = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    providerkey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    providerdisplayname = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    userid = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_aspnetuserlogins", x => new { x.loginprovider, x.providerkey });
                    table.ForeignKey(
                        name: "fk_aspnetuserlogins_aspnetusers_userid",
                        column: x => x.userid,
                        principalTable: "aspnetusers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "aspnetuserpasskeys",
                columns: table => new
                {
                    credentialid = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    userid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_aspnetuserpasskeys", x => x.credentialid);
                    table.ForeignKey(
                        name: "fk_aspnetuserpasskeys_aspnetusers_userid",
                        column: x => x.userid,
                        principalTable: "aspnetusers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "aspnetuserroles",
                columns: table => new
                {
                    userid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    roleid = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_aspnetuserroles", x => new { x.userid, x.roleid });
                    table.ForeignKey(
                        name: "fk_aspnetuserroles_aspnetroles_roleid",
                        column: x => x.roleid,
                        principalTable: "aspnetroles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_aspnetuserroles_aspnetusers_userid",
                        column: x => x.userid,
                        principalTable: "aspnetusers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "aspnetusertokens",
                columns: table => new
                {
                    userid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    loginprovider = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_aspnetusertokens", x => new { x.userid, x.loginprovider, x.name });
                    table.ForeignKey(
                        name: "fk_aspnetusertokens_aspnetusers_userid",
                        column: x => x.userid,
                        principalTable: "aspnetusers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "digestrecipients",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    userid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    address = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    isdaily = table.Column<bool>(type: "boolean", nullable: false),
                    isweekly = table.Column<bool>(type: "boolean", nullable: false),
                    hasnames = table.Column<bool>(type: "boolean", nullable: false),
                    language = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    sinceutc = table.Column<long>(type: "bigint", nullable: false),
                    unsubscribedutc = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_digestrecipients", x => x.id);
                    table.ForeignKey(
                        name: "fk_digestrecipients_aspnetusers_userid",
                        column: x => x.userid,
                        principalTable: "aspnetusers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "mailrecords",
                columns: table => new
                {
                    userid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    topic = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    atutc = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mailrecords", x => new { x.userid, x.topic });
                    table.ForeignKey(
                        name: "fk_mailrecords_aspnetusers_userid",
                        column: x => x.userid,
                        principalTable: "aspnetusers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pushpreferences",
                columns: table => new
                {
                    userid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    quietfrom = table.Column<int>(type: "integer", nullable: true),
                    quietuntil = table.Column<int>(type: "integer", nullable: true),
                    onlyworkinghours = table.Column<bool>(type: "boolean", nullable: false),
                    mailkinds = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    mailsinceutc = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pushpreferences", x => x.userid);
                    table.ForeignKey(
                        name: "fk_pushpreferences_aspnetusers_userid",
                        column: x => x.userid,
                        principalTable: "aspnetusers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "destinationattempts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    destinationid = table.Column<long>(type: "bigint", nullable: false),
                    deliveryid = table.Column<long>(type: "bigint", nullable: false),
                    @event = table.Column<string>(name: "event", type: "text", nullable: false, collation: "C"),
                    number = table.Column<int>(type: "integer", nullable: false),
                    atutc = table.Column<long>(type: "bigint", nullable: false),
                    milliseconds = table.Column<int>(type: "integer", nullable: false),
                    result = table.Column<int>(type: "integer", nullable: false),
                    httpstatus = table.Column<int>(type: "integer", nullable: true),
                    problem = table.Column<int>(type: "integer", nullable: false),
                    nextattemptutc = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_destinationattempts", x => x.id);
                    table.ForeignKey(
                        name: "fk_destinationattempts_destinations_destinationid",
                        column: x => x.destinationid,
                        principalTable: "destinations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "destinationdeliveries",
                columns: table => new
                {
                    destinationid = table.Column<long>(type: "bigint", nullable: false),
                    deliveryid = table.Column<long>(type: "bigint", nullable: false),
                    isfailed = table.Column<bool>(type: "boolean", nullable: false),
                    queuedutc = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    nextattemptutc = table.Column<long>(type: "bigint", nullable: true),
                    hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    @event = table.Column<string>(name: "event", type: "text", nullable: false, collation: "C"),
                    lastattemptid = table.Column<long>(type: "bigint", nullable: true),
                    lastattemptutc = table.Column<long>(type: "bigint", nullable: true),
                    httpstatus = table.Column<int>(type: "integer", nullable: true),
                    problem = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_destinationdeliveries", x => new { x.destinationid, x.deliveryid });
                    table.ForeignKey(
                        name: "fk_destinationdeliveries_destinations_destinationid",
                        column: x => x.destinationid,
                        principalTable: "destinations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pushdevices",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    userid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sessionid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    endpoint = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    p256dh = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    auth = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    language = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    origin = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kinds = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    createdutc = table.Column<long>(type: "bigint", nullable: false),
                    lastsuccessutc = table.Column<long>(type: "bigint", nullable: true),
                    lastfailureutc = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pushdevices", x => x.id);
                    table.ForeignKey(
                        name: "fk_pushdevices_sessions_sessionid",
                        column: x => x.sessionid,
                        principalTable: "sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "digestsends",
                columns: table => new
                {
                    recipientid = table.Column<long>(type: "bigint", nullable: false),
                    isweekly = table.Column<bool>(type: "boolean", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    endutc = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    nextutc = table.Column<long>(type: "bigint", nullable: true),
                    sentutc = table.Column<long>(type: "bigint", nullable: true),
                    error = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_digestsends", x => new { x.recipientid, x.isweekly, x.day });
                    table.ForeignKey(
                        name: "fk_digestsends_digestrecipients_recipientid",
                        column: x => x.recipientid,
                        principalTable: "digestrecipients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pushrecords",
                columns: table => new
                {
                    deviceid = table.Column<long>(type: "bigint", nullable: false),
                    topic = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    atutc = table.Column<long>(type: "bigint", nullable: false),
                    isbeingsent = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pushrecords", x => new { x.deviceid, x.topic });
                    table.ForeignKey(
                        name: "fk_pushrecords_pushdevices_deviceid",
                        column: x => x.deviceid,
                        principalTable: "pushdevices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            // Bodies are compressed already.
            migrationBuilder.Sql("ALTER TABLE deliveries ALTER COLUMN body SET STORAGE EXTERNAL");

            migrationBuilder.CreateIndex(
                name: "ix_apitokens_hash",
                table: "apitokens",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_aspnetroleclaims_roleid",
                table: "aspnetroleclaims",
                column: "roleid");

            migrationBuilder.CreateIndex(
                name: "rolenameindex",
                table: "aspnetroles",
                column: "normalizedname",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_aspnetuserclaims_userid",
                table: "aspnetuserclaims",
                column: "userid");

            migrationBuilder.CreateIndex(
                name: "ix_aspnetuserlogins_userid",
                table: "aspnetuserlogins",
                column: "userid");

            migrationBuilder.CreateIndex(
                name: "ix_aspnetuserpasskeys_userid",
                table: "aspnetuserpasskeys",
                column: "userid");

            migrationBuilder.CreateIndex(
                name: "ix_aspnetuserroles_roleid",
                table: "aspnetuserroles",
                column: "roleid");

            migrationBuilder.CreateIndex(
                name: "emailindex",
                table: "aspnetusers",
                column: "normalizedemail");

            migrationBuilder.CreateIndex(
                name: "usernameindex",
                table: "aspnetusers",
                column: "normalizedusername",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_auditentries_action_atutc",
                table: "auditentries",
                columns: new[] { "action", "atutc" });

            migrationBuilder.CreateIndex(
                name: "ix_auditentries_atutc",
                table: "auditentries",
                column: "atutc");

            migrationBuilder.CreateIndex(
                name: "ix_auditentries_user_atutc",
                table: "auditentries",
                columns: new[] { "user", "atutc" });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_changekey",
                table: "deliveries",
                column: "changekey",
                filter: "ChangeKey IS NOT NULL AND Status <> 1");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_event",
                table: "deliveries",
                column: "event");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_hash",
                table: "deliveries",
                column: "hash",
                filter: "Hash IS NOT NULL AND Status <> 1");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_status",
                table: "deliveries",
                column: "status",
                filter: "Status <> 0");

            migrationBuilder.CreateIndex(
                name: "ix_deliveryorigins_replayof",
                table: "deliveryorigins",
                column: "replayof",
                filter: "ReplayOf IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_destinationattempts_destinationid_id",
                table: "destinationattempts",
                columns: new[] { "destinationid", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_destinationdeliveries_destinationid_isfailed_deliveryid",
                table: "destinationdeliveries",
                columns: new[] { "destinationid", "isfailed", "deliveryid" });

            migrationBuilder.CreateIndex(
                name: "ix_digestrecipients_address",
                table: "digestrecipients",
                column: "address",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_digestrecipients_userid",
                table: "digestrecipients",
                column: "userid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_digestsends_nextutc",
                table: "digestsends",
                column: "nextutc",
                filter: "NextUtc IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_erasures_dueutc",
                table: "erasures",
                column: "dueutc",
                filter: "DoneUtc IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_mailrecords_atutc",
                table: "mailrecords",
                column: "atutc");

            migrationBuilder.CreateIndex(
                name: "ix_pushdevices_endpoint",
                table: "pushdevices",
                column: "endpoint",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pushdevices_sessionid",
                table: "pushdevices",
                column: "sessionid");

            migrationBuilder.CreateIndex(
                name: "ix_pushdevices_userid",
                table: "pushdevices",
                column: "userid");

            migrationBuilder.CreateIndex(
                name: "ix_pushrecords_atutc",
                table: "pushrecords",
                column: "atutc");

            migrationBuilder.CreateIndex(
                name: "ix_recordings_expiresutc",
                table: "recordings",
                column: "expiresutc",
                filter: "Status NOT IN (2, 4)");

            migrationBuilder.CreateIndex(
                name: "ix_recordings_status",
                table: "recordings",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "ix_savedviews_ownedby_page_name",
                table: "savedviews",
                columns: new[] { "ownedby", "page", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sessions_expiresutc",
                table: "sessions",
                column: "expiresutc");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_userid",
                table: "sessions",
                column: "userid");

            migrationBuilder.CreateIndex(
                name: "ix_withhelditems_erasureid",
                table: "withhelditems",
                column: "erasureid");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "apitokens");

            migrationBuilder.DropTable(
                name: "aspnetroleclaims");

            migrationBuilder.DropTable(
                name: "aspnetuserclaims");

            migrationBuilder.DropTable(
                name: "aspnetuserlogins");

            migrationBuilder.DropTable(
                name: "aspnetuserpasskeys");

            migrationBuilder.DropTable(
                name: "aspnetuserroles");

            migrationBuilder.DropTable(
                name: "aspnetusertokens");

            migrationBuilder.DropTable(
                name: "auditentries");

            migrationBuilder.DropTable(
                name: "datakeys");

            migrationBuilder.DropTable(
                name: "decisions");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "deliveryorigins");

            migrationBuilder.DropTable(
                name: "destinationattempts");

            migrationBuilder.DropTable(
                name: "destinationdeliveries");

            migrationBuilder.DropTable(
                name: "digestsends");

            migrationBuilder.DropTable(
                name: "erasures");

            migrationBuilder.DropTable(
                name: "hearings");

            migrationBuilder.DropTable(
                name: "lastingstates");

            migrationBuilder.DropTable(
                name: "leases");

            migrationBuilder.DropTable(
                name: "nodes");

            migrationBuilder.DropTable(
                name: "mailrecords");

            migrationBuilder.DropTable(
                name: "pushpreferences");

            migrationBuilder.DropTable(
                name: "pushrecords");

            migrationBuilder.DropTable(
                name: "recordings");

            migrationBuilder.DropTable(
                name: "savedviews");

            migrationBuilder.DropTable(
                name: "settings");

            migrationBuilder.DropTable(
                name: "webhooksecrets");

            migrationBuilder.DropTable(
                name: "withhelditems");

            migrationBuilder.DropTable(
                name: "aspnetroles");

            migrationBuilder.DropTable(
                name: "destinations");

            migrationBuilder.DropTable(
                name: "digestrecipients");

            migrationBuilder.DropTable(
                name: "pushdevices");

            migrationBuilder.DropTable(
                name: "aspnetusers");

            migrationBuilder.DropTable(
                name: "sessions");
        }
    }
}
