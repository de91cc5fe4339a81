@echo off
rem S2S Lab on Windows, as the script lab beside it: builds what has to be built, then hands over to the command line in Java.
setlocal
set "root=%~dp0"
set "root=%root:~0,-1%"
set "target=%root%\target"
set "jar=%root%\scenarios\cli\target\s2slab.jar"
set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
set "version=0"
for /f "tokens=3" %%v in ('""%java%" -version 2^>^&1 ^| findstr /c:" version ""') do set "version=%%~v"
for /f "delims=.-+" %%v in ("%version%") do set "version=%%v"
if %version% LSS 17 (
  echo S2S Lab needs a JDK 17 or later: java on the PATH, or JAVA_HOME. >&2
  exit /b 2
)
if "%~1"=="test" goto test
if "%~1"=="bench" (
  echo The benchmarks run on Linux only. >&2
  exit /b 2
)
if "%~1"=="clients" (
  echo The board of clients runs on Debian only. >&2
  exit /b 2
)

rem A copy of a checkout has the arguments of the one it was copied from, another JDK cannot use the class archive.
set "mark="
if exist "%target%\lab.args" set /p mark=<"%target%\lab.args"
if not "%mark%"=="# %root% %java%" goto build
if not exist "%target%\libraries\" goto build
if not exist "%jar%" goto build
"%java%" -cp "%jar%" org.s2slab.launch.BuildCheck "%root%" "%target%\lab.stamp"
if errorlevel 1 goto build

:run
rem A drill runs for a minute under load, which is worth the better compiler.
set "better="
if "%~1"=="drill" set "better=-XX:TieredStopAtLevel=4"
"%java%" "@%target%\native.args" "@%target%\lab.args" %better% org.s2slab.cli.LabCommand %*
exit /b %errorlevel%

:build
call mvn -v >nul 2>&1
if errorlevel 1 (
  echo S2S Lab needs Maven 3.9 or later, with mvn on the PATH. >&2
  exit /b 2
)
if not exist "%target%\" mkdir "%target%"
rem One command at a time may build: Windows opens a file for one writer only, and closes it with the process.
set "locked="
9>"%target%\lab.lock" (
  set "locked=yes"
  call :build_locked
)
if not defined locked (
  echo Another command builds S2S Lab. Try again when it has ended. >&2
  exit /b 2
)
if errorlevel 1 exit /b 2
goto run

:build_locked
if exist "%target%\lab.args" del "%target%\lab.args"
if exist "%target%\libraries\" rmdir /s /q "%target%\libraries"
rem Whatever is saved while Maven works is newer than this and is built the next time.
type nul >"%target%\lab.stamp"
echo Building S2S Lab; the log is %target%\lab-build.log >&2
pushd "%root%"
call mvn -B package -DskipTests -Dcyclonedx.skip=true >"%target%\lab-build.log" 2>&1
if errorlevel 1 (
  findstr /b /c:"[ERROR]" "%target%\lab-build.log" >&2
  echo The build failed; the whole log is %target%\lab-build.log >&2
  exit /b 2
)
popd
echo Preparing later starts ... >&2
"%java%" "-Ds2slab.root=%root%" -cp "%jar%" org.s2slab.launch.StartPreparation "%target%" "%root% %java%"
if errorlevel 1 exit /b 2
exit /b 0

:test
for /f "tokens=1,*" %%a in ("%*") do set "rest=%%b"
cd /d "%root%"
call mvn -B verify -Dcyclonedx.skip=true %rest%
exit /b %errorlevel%
