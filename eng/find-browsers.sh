# Sourced by eng/test.sh: installs the browsers besides Chromium that SUPERFONE_BROWSERS names, such as firefox,webkit, if they are not found.
# WebKit is that of WebKitGTK, with its driver, on a virtual screen.

install_missing() {
  local sudo="" program=$1
  shift
  command -v "$program" >/dev/null && return 0
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  command -v apt-get >/dev/null || { echo "Install $*: there is no $program here." >&2; return 1; }
  $sudo apt-get update -q >&2
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" >&2
}

case ",${SUPERFONE_BROWSERS:-}," in *,firefox,*) install_missing firefox-esr firefox-esr fonts-noto-core ;; esac
case ",${SUPERFONE_BROWSERS:-}," in *,webkit,*)
  install_missing WebKitWebDriver webkit2gtk-driver gstreamer1.0-plugins-good fonts-noto-core
  install_missing Xvfb xvfb
  ;;
esac
